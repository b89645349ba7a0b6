"""From documents to an index build. Writes builds; answers nothing."""
