"""The portal: pages for people, over the same commands and reads as the API; no rule lives here."""
