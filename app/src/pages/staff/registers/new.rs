//! A new entry: a complaint that came by telephone or letter, a breach, a harm.

use leptos::prelude::*;
use surveys::{
    registers::{Channel, Register},
    typed::Typed,
};

use super::address;
use crate::{
    api::staff::{Wrong, registers::New},
    components::{
        staff::{
            field::{Asked, StaffField},
            frame::StaffFramed,
            said::Told,
        },
        written::{Ask, OneOf, WordsBox},
    },
    pages::staff::coming_in::framed,
    wording::{registers as wording, staff},
};

/// What was typed, and what is wrong with it.
struct Form {
    register: Register,
    typed: Typed,
    wrong: Option<Wrong>,
}

pub(crate) fn new(new: New) -> StaffFramed {
    let New { study, register, once, said } = new;
    let form = Form { register, typed: said.typed.clone(), wrong: said.wrong };
    let wrong = said.wrong;
    let (one, _) = wording::register(register);
    let title = format!("Enter a {}", one.to_lowercase());
    let action = format!("{}/new/{}", address(&study), register.name());
    let middle = view! {
        <a class="back" href=address(&study)>"Complaints, breaches and harms"</a>
        <Told said />
        <h1>{title.clone()}</h1>
        <p>{wording::about(register)}</p>
        <form method="post" action=action novalidate>
            <input type="hidden" name="once" value=once />
            {form.draw()}
            <div class="actions"><button class="button">{format!("Enter this {}", one.to_lowercase())}</button></div>
        </form>
    };
    framed(&title, wrong, middle)
}

impl Form {
    fn draw(&self) -> AnyView {
        let when = match self.register {
            Register::Complaint => ("Day it came", "day", "date"),
            Register::Breach => ("Day on which somebody of the team first knew", "day", "date"),
            Register::Harm => {
                ("Day on which somebody of the team first heard of it", "day", "date")
            }
        };
        let time = (self.register == Register::Breach)
            .then(|| self.field(("Time at which they knew", "time", "time"), None));
        let what = match self.register {
            Register::Complaint => Ask {
                name: "what",
                label: "What do they complain about?",
                hint: "In their words, as far as you can.",
            },
            Register::Breach => Ask {
                name: "what",
                label: "What happened?",
                hint: "Which data, of how many people, how it came about, and what was done so far.",
            },
            Register::Harm => Ask { name: "what", label: "What happened?", hint: "" },
        };
        let (before, after) = match self.register {
            Register::Complaint => (Some(self.channel()), Some(self.of_complaint())),
            Register::Breach => (None, None),
            Register::Harm => (Some(self.number("Study number of the participant", None)), None),
        };
        view! {
            {before}
            {self.field(when, None)}
            {time}
            {self.words(what, "8")}
            {after}
        }
        .into_any()
    }

    fn channel(&self) -> AnyView {
        let offered = Channel::OF_STAFF.iter().map(|channel| {
            let words = wording::channel(*channel);
            let first = words[..1].to_uppercase();
            (channel.name().to_owned(), format!("{first}{}", &words[1..]), "")
        });
        let ask = Ask { name: "channel", label: "How did it come?", hint: "" };
        let (offered, wrong) = (offered.collect(), staff::at("channel", self.wrong));
        let chosen = self.typed.one("channel").to_owned();
        view! { <OneOf ask offered chosen wrong /> }.into_any()
    }

    fn of_complaint(&self) -> AnyView {
        let wish = Ask { name: "wish", label: "What would they like? (optional)", hint: "" };
        let contact = Ask {
            name: "contact",
            label: "How can they be reached? (optional)",
            hint: "Name, and an email address, a phone number or a postal address.",
        };
        let hint = "Only if they said that it may be known.";
        view! {
            {self.words(wish, "3")}
            {self.words(contact, "3")}
            {self.number("Study number (optional)", Some(hint))}
        }
        .into_any()
    }

    fn number(&self, label: &'static str, hint: Option<&'static str>) -> AnyView {
        self.field((label, "number", "text"), hint)
    }

    fn field(
        &self,
        (label, name, kind): (&'static str, &'static str, &'static str),
        hint: Option<&'static str>,
    ) -> AnyView {
        let asked = Asked { name, label, kind, autocomplete: "off", hint };
        let (value, wrong) = (self.typed.raw(name).to_owned(), staff::at(name, self.wrong));
        view! { <StaffField asked value wrong /> }.into_any()
    }

    fn words(&self, ask: Ask, rows: &'static str) -> AnyView {
        let (value, wrong) = (self.typed.raw(ask.name).to_owned(), staff::at(ask.name, self.wrong));
        view! { <WordsBox ask rows value wrong /> }.into_any()
    }
}
