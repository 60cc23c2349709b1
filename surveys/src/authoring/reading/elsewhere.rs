//! Names of fields that people bring from other programs.

/// What other programs call a field, and what it is here.
pub const ELSEWHERE: [(&str, &str); 22] = [
    ("type", "kind"),
    ("name", "key"),
    ("id", "key"),
    ("question", "text"),
    ("help", "hint"),
    ("choices", "options"),
    ("answers", "options"),
    ("value", "code"),
    ("label", "text"),
    ("min", "least"),
    ("minimum", "least"),
    ("max", "most"),
    ("maximum", "most"),
    ("relevant", "asked_if"),
    ("show_if", "asked_if"),
    ("if", "asked_if"),
    ("condition", "when"),
    ("message", "say"),
    ("text", "sms"),
    ("email", "body"),
    ("title", "subject"),
    ("post", "letter"),
];
