//! What may be done to an entry: a form for each, of which the one that is due stands open.

use leptos::prelude::*;
use surveys::{
    registers::{
        Act, Assessment, Fact, Outcome, Reference, Register, Report, Risk, Standing, Task, Way,
    },
    study::Study,
};

use super::address;
use crate::{
    api::staff::door::Said,
    components::written::{Ask, Offered, OneOf, WordsBox},
    wording::{registers as wording, staff},
};

/// An entry, and what was typed about it.
pub(super) struct Acts<'a> {
    pub study: &'a Study,
    pub entry: Reference,
    pub standing: &'a Standing,
    pub said: &'a Said,
}

/// A form: its button's value, what its button says, and what is in it.
struct Form {
    then: &'static str,
    press: &'static str,
    inside: AnyView,
}

/// What it does, for which task it is due, and its form.
type Offer<A> = (Fact, Option<Task>, fn(&A) -> Form);

const HARM: Assessment = Assessment::Harm { serious: false, related: false, unexpected: false };

impl Acts<'_> {
    pub fn draw(&self, may_destroy: bool) -> AnyView {
        let is_breach = self.entry.register == Register::Breach;
        let assessed = if is_breach { Assessment::Breach(Risk::Likely) } else { HARM };
        let assess = if is_breach { Self::of_breach } else { Self::of_harm };
        let is_due = self.standing.task();
        let way = if self.standing.can_reach { Way::Email } else { Way::Nobody };
        let all: [Offer<Self>; 7] = [
            (Fact::Acknowledged(way), is_due, Self::acknowledge),
            (Fact::Assessed(assessed), Some(Task::Assess), assess),
            (Fact::Reported(Report::Made), Some(Task::Report), Self::report),
            (Fact::Reported(Report::NotMade), None, Self::no_report),
            (Fact::Noted, None, Self::note),
            (Fact::Closed(Outcome::Mistake), Some(Task::Settle), Self::close),
            (Fact::Reopened, None, Self::reopen),
        ];
        let may = all.into_iter().filter(|(fact, ..)| self.standing.may(*fact).is_ok());
        let reports = |fact: &Fact| matches!(fact, Fact::Reported(_));
        let known = self.standing.assessed.is_some();
        let may = may.filter(|(fact, ..)| known || !reports(fact));
        let forms =
            may.map(|(_, task, form)| self.form(task == is_due && task.is_some(), form(self)));
        let forms = forms.collect::<Vec<_>>();
        let destroys = may_destroy && self.standing.may(Fact::WordsDestroyed).is_ok();
        let destroy = destroys.then(|| self.form(false, self.destroy()));
        let heading = (!forms.is_empty()).then(|| view! { <h2>"What you can do"</h2> });
        view! { {heading} {forms} {destroy} }.into_any()
    }

    fn form(&self, is_due: bool, form: Form) -> AnyView {
        let Form { then, press, inside } = form;
        let action = format!("{}/{}", address(self.study), self.entry.number);
        let form = view! {
            <form method="post" action=action novalidate>
                <input type="hidden" name="register" value=self.entry.register.name() />
                {inside}
                <div class="actions">
                    <button class="button" name="then" value=then>{press}</button>
                </div>
            </form>
        };
        if is_due {
            return form.into_any();
        }
        let is_wrong = self.said.wrong.is_some() && self.said.typed.one("then") == then;
        view! {
            <details class="register-act" open=is_wrong><summary>{summary(then)}</summary>{form}</details>
        }
        .into_any()
    }

    fn acknowledge(&self) -> Form {
        let ways = Way::ALL.iter().filter(|way| **way != Way::Nobody || !self.standing.can_reach);
        let ways = ways.map(|way| (way.name(), wording::way(*way), ""));
        let ask = Ask {
            name: "way",
            label: "How did you tell them that we have it?",
            hint: "Say when they will hear from you again. Write down here that you did: nothing is sent.",
        };
        let inside = view! {
            {self.one_of(ask, offered(ways))}
            {self.words("acknowledge", "What else is there to know? (optional)", "")}
        };
        let press = if self.standing.can_reach {
            "Record that they were told"
        } else {
            "Record that it was read"
        };
        Form { then: "acknowledge", press, inside: inside.into_any() }
    }

    fn of_breach(&self) -> Form {
        let risks = Risk::ALL.iter().map(|risk| {
            let (words, about) = wording::risk(*risk);
            (risk.name(), words, about)
        });
        let ask = Ask {
            name: "risk",
            label: "How likely is it to harm the people whose data they are?",
            hint: "In their rights, their money, their health, or what others think of them.",
        };
        let inside = view! {
            {self.one_of(ask, offered(risks))}
            {self.words("assess", "Why?", "This is what the ICO may ask for, also when it is not told.")}
        };
        Form { then: "assess", press: "Record how likely it is", inside: inside.into_any() }
    }

    fn of_harm(&self) -> Form {
        let asks = [
            (
                "serious",
                "Is it serious?",
                "Death, danger to life, a stay in hospital, lasting harm.",
            ),
            ("related", "May the study, or what it offers, have caused it?", ""),
            (
                "unexpected",
                "Is it unexpected?",
                "It is not among the risks that the protocol names.",
            ),
        ];
        let asks = asks.map(|(name, label, hint)| {
            let offered = offered([("yes", "Yes", ""), ("no", "No", "")].into_iter());
            self.one_of(Ask { name, label, hint }, offered)
        });
        let inside = view! {
            {asks.into_iter().collect_view()}
            {self.words("assess", "Why?", "")}
        };
        Form { then: "assess", press: "Record how bad it is", inside: inside.into_any() }
    }

    fn report(&self) -> Form {
        let hint = match self.entry.register {
            Register::Breach => {
                "To the ICO, at ico.org.uk or on 0303 123 1113. Write down the case number that they give."
            }
            _ => "To the research ethics committee. Write down when, and by whom.",
        };
        let inside = self.words("report", "What did you report, and when?", hint);
        Form { then: "report", press: "Record that it was reported", inside }
    }

    fn no_report(&self) -> Form {
        let inside = self.words("no-report", "Why is it not reported?", "");
        Form { then: "no-report", press: "Record that it is not reported", inside }
    }

    fn note(&self) -> Form {
        let inside = self.words("note", "Your note", "");
        Form { then: "note", press: "Keep this note", inside }
    }

    fn close(&self) -> Form {
        let register = self.entry.register;
        let ways = Outcome::ALL.iter().filter(|outcome| outcome.is_of(register));
        let ways = ways.map(|outcome| (outcome.name(), wording::outcome(*outcome), ""));
        let ask = Ask { name: "outcome", label: "How did it end?", hint: "" };
        let inside = view! {
            {self.one_of(ask, offered(ways))}
            {self.words("close", "What came of it? (optional)", "")}
        };
        Form { then: "close", press: "Close it", inside: inside.into_any() }
    }

    fn reopen(&self) -> Form {
        Form { then: "reopen", press: "Open it again", inside: self.words("reopen", "Why?", "") }
    }

    fn destroy(&self) -> Form {
        let wrong = staff::at("sure", self.said.wrong);
        let wrong = wrong.map(|words| view! { <p class="problem">{words}</p> });
        let inside = view! {
            <p>"That the entry was there, and what was done, stays. What people wrote cannot be read \
                again, not even from older backups."</p>
            {wrong}
            <label class="staff-sure">
                <input type="checkbox" id="sure" name="sure" value="yes" />
                "Yes, destroy what was written"
            </label>
        };
        Form { then: "destroy", press: "Destroy what was written", inside: inside.into_any() }
    }

    fn one_of(&self, ask: Ask, offered: Vec<Offered>) -> AnyView {
        let chosen = self.said.typed.one(ask.name).to_owned();
        let wrong = staff::at(ask.name, self.said.wrong);
        view! { <OneOf ask offered chosen wrong /> }.into_any()
    }

    fn words(&self, then: &str, label: &'static str, hint: &'static str) -> AnyView {
        let ask = Ask { name: Act::words_of(then), label, hint };
        let value = self.said.typed.raw(ask.name).to_owned();
        let wrong = staff::at(ask.name, self.said.wrong);
        view! { <WordsBox ask rows="4" value wrong /> }.into_any()
    }
}

fn offered<'a>(all: impl Iterator<Item = (&'static str, &'a str, &'static str)>) -> Vec<Offered> {
    all.map(|(value, words, about)| (value.to_owned(), words.to_owned(), about)).collect()
}

fn summary(then: &str) -> &'static str {
    match then {
        "acknowledge" => "They were told that we have it",
        "assess" => "Say anew how bad it is",
        "report" => "It was reported",
        "no-report" => "It is not reported",
        "note" => "Write a note",
        "close" => "Close it",
        "reopen" => "Open it again",
        _ => "Destroy what was written",
    }
}
