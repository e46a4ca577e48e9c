// What is wrong with the page shown: each answers with one line a fault.
(() => {
  const all = (selector) => [...document.querySelectorAll(selector)];
  // What is there for readers of the screen alone is clipped to nothing.
  const shown = (e) => e.checkVisibility({ visibilityProperty: true, opacityProperty: true })
    && getComputedStyle(e).clipPath === "none";
  const named = (e) => `<${e.tagName.toLowerCase()}${e.id && ` id="${e.id}"`} class="${e.className}"> `
    + (e.innerText || e.value || e.getAttribute("aria-label") || "").trim().slice(0, 60);
  const overflow = (e) => getComputedStyle(e).overflowX;
  const root = document.documentElement;

  function insideWhatScrolls(e) {
    for (let box = e.parentElement; box && box !== document.body; box = box.parentElement)
      if (overflow(box) !== "visible") return true;
    return false;
  }

  function texts() {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), found = [];
    for (let text; (text = walker.nextNode());)
      if (text.data.trim() && !["SCRIPT", "STYLE"].includes(text.parentElement.tagName)) found.push(text);
    return found;
  }

  // A radio button is pressed by its label, a field by itself.
  function pressed(e) {
    const label = ["radio", "checkbox"].includes(e.type) && e.labels[0];
    return (label || e).getBoundingClientRect();
  }

  // Text links are judged by the room around them: axe does that.
  function isTextLink(e) {
    return e.tagName === "A" && getComputedStyle(e).display === "inline";
  }

  return {
    sideways() {
      const wide = root.clientWidth;
      if (root.scrollWidth <= wide) return [];
      const wider = all("body *")
        .filter((e) => shown(e) && e.getBoundingClientRect().right > wide + 1 && !insideWhatScrolls(e));
      return [`scrolls sideways: ${root.scrollWidth} px on ${wide}`, ...wider.slice(0, 4).map(named)];
    },

    // What ends in "…" says that it does.
    cutOff() {
      const silently = (e) => overflow(e) === "hidden" && getComputedStyle(e).textOverflow !== "ellipsis";
      const cut = (e) => silently(e) && e.clientWidth > 1 && e.scrollWidth > e.clientWidth + 1;
      return all("body *").filter((e) => shown(e) && e.innerText && cut(e)).map((e) => `cut off: ${named(e)}`);
    },

    smallTargets(least) {
      return all("a[href], button, input, select, textarea, summary")
        .filter((e) => shown(e) && e.tabIndex >= 0 && !isTextLink(e))
        .map((e) => [e, pressed(e)])
        .filter(([, box]) => box.width > 1 && box.bottom > 0 && box.right > 0)
        .filter(([, box]) => Math.min(box.width, box.height) < least)
        .map(([e, box]) => `${Math.round(box.width)} x ${Math.round(box.height)} px to press: ${named(e)}`);
    },

    smallText(least) {
      const size = (e) => parseFloat(getComputedStyle(e).fontSize);
      return texts().map((text) => text.parentElement)
        .filter((e) => shown(e) && size(e) < least)
        .map((e) => `text of ${size(e)} px: ${named(e)}`);
    },

    outline() {
      const levels = all("h1, h2, h3, h4, h5, h6").map((e) => Number(e.tagName[1]));
      const skipped = levels.filter((level, at) => level > (levels[at - 1] ?? 0) + 1);
      return [
        ...(levels.filter((level) => level === 1).length === 1 ? [] : ["not one h1"]),
        ...skipped.map((level) => `a level is skipped before h${level}`),
        ...all("[tabindex]").filter((e) => e.tabIndex > 0).map((e) => `an order of its own: ${named(e)}`),
      ];
    },

    // Of the page as it was sent: who looks at it here leaves marks.
    inline(sent) {
      const all = (selector) => [...new DOMParser().parseFromString(sent, "text/html").querySelectorAll(selector)];
      const handlers = (e) => e.getAttributeNames().filter((name) => name.startsWith("on"));
      return [
        ...all("script:not([src]), style, [style]").map((e) => `inline: ${e.outerHTML.slice(0, 80)}`),
        ...all("*").flatMap((e) => handlers(e).map((name) => `inline: ${name} of ${named(e)}`)),
      ];
    },

    printed() {
      const folded = (e) => [...e.children].some((part) => part.tagName !== "SUMMARY" && !shown(part));
      return [
        ...all("nav, button, input, select, textarea").filter(shown).map((e) => `printed: ${named(e)}`),
        ...all("main details").filter((e) => shown(e) && folded(e)).map((e) => `printed folded: ${named(e)}`),
      ];
    },

    // Every word people read, with the language it is said to be in.
    words() {
      const spoken = (e) => e.closest("[lang]").lang;
      const attributes = ["aria-label", "alt", "placeholder", "title"];
      return [
        [root.lang, document.title],
        ...texts().map((text) => [spoken(text.parentElement), text.data.trim()]),
        ...attributes.flatMap((name) => all(`[${name}]`).map((e) => [spoken(e), e.getAttribute(name)])),
      ];
    },

    // Where the page leads: [method, address].
    ways() {
      const sent = (form, to) => [form.method.toUpperCase(), to];
      return [
        ...all("a[href], area[href]").map((e) => ["GET", e.href]),
        ...all("form").map((form) => sent(form, form.action)),
        ...all("[formaction]").map((e) => sent(e.form, e.formAction)),
      ];
    },

    deadEnds() {
      const aims = (e) => e.getAttribute("href").slice(1);
      return [
        ...all('a[href^="#"]').filter((e) => !aims(e) || !document.getElementById(aims(e)))
          .map((e) => `leads nowhere: ${named(e)}`),
        ...all("button").filter((e) => !e.form).map((e) => `a button of no form: ${named(e)}`),
      ];
    },

    // As WCAG 1.4.12 lets readers do it.
    space(how) {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(`* { letter-spacing: .12em !important; word-spacing: .16em !important;
        line-height: 1.5 !important } p { margin-bottom: 2em !important }`);
      document.adoptedStyleSheets = how === "roomy" ? [sheet] : [];
      return [];
    },
  };
})()
