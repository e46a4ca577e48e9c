"""What each page shows, as a model of its own; a page is complete before it is rendered."""
