//! What is worked out and checked.

use serde_json::Value;

use super::{Out, inline};
use crate::definition::{Check, Derived, Otherwise};

impl Out<'_> {
    pub(super) fn derived(&mut self, derived: &Derived) {
        self.line("\n[[derived]]");
        self.field("key", derived.key.as_str());
        self.field("label", derived.label.as_str());
        if !derived.codes.is_empty() {
            self.choices("codes", &derived.codes);
        }
        if !derived.cases.is_empty() {
            self.line("cases = [");
            for case in &derived.cases {
                let parts = [
                    ("when", Some(case.when.to_string().into())),
                    ("gives", Some(i64::from(case.gives).into())),
                ];
                self.line(format!("  {},", inline(&parts)));
            }
            self.line("]");
        }
        match &derived.otherwise {
            Otherwise::Code(code) => self.field("otherwise", i64::from(*code)),
            Otherwise::MissingOf(variable) => self.field("missing_of", variable.as_str()),
            Otherwise::MissingOfFirst(variables) => self.field("missing_of", variables.clone()),
            Otherwise::Formula(formula) => {
                if let Ok(formula) = toml::Value::try_from(formula) {
                    self.field("formula", formula);
                }
            }
        }
    }

    pub(super) fn check(&mut self, check: &Check) {
        self.line("\n[[checks]]");
        self.field("key", check.key.as_str());
        if let Ok(Value::String(level)) = serde_json::to_value(check.level) {
            self.field("level", level);
        }
        self.field("at", check.at.as_str());
        self.field("when", check.when.to_string());
        if !check.say.is_empty() {
            self.field("say", check.say.as_str());
        }
    }
}
