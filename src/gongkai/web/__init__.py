"""The browser's door: views, forms and templates. They only translate; each calls one action or query."""
