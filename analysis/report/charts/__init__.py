"""The charts of a report: a result in, a `Chart` out, as data, for the page and for notebooks."""
