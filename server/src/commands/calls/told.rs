//! Cases as they are told: a line each, or JSON.

use records::{
    calls::{Given, Listed, NoneYet, Recorded},
    outbox::Channel,
};
use serde_json::{Value, json};
use surveys::calls::{Standing, Turn};

use super::utc;

/// A case that somebody is given.
pub(super) fn given(given: Option<&Given>, as_json: bool) -> String {
    match given {
        one if as_json => case(one).to_string(),
        None => "Nobody is to be rung now.".to_owned(),
        Some(one) => format!(
            "Case {}: {} about {}, since {}. It is theirs until {}.",
            one.case,
            one.number,
            one.wave,
            one.why,
            utc(one.until)
        ),
    }
}

/// Why nobody is on the list at all.
pub(super) const fn none_yet(why: NoneYet) -> &'static str {
    match why {
        NoneYet::NoStep => {
            "Nobody is rung in this study: its protocol has no step by telephone. docs/telephone.md says how one is added."
        }
        NoneYet::NobodyDue => {
            "Nobody has come to a step by telephone yet, or asked by text to be rung. docs/telephone.md says what it takes."
        }
    }
}

/// A case that somebody would be given, and is not.
pub(super) fn would_be(given: Option<&Given>, as_json: bool) -> String {
    match given {
        one if as_json => {
            let mut told = case(one);
            told["until"] = Value::Null;
            told.to_string()
        }
        None => "Nobody is to be rung then.".to_owned(),
        Some(one) => format!(
            "Case {}: {} would be rung about {}, since {}. Nobody is given it.",
            one.case, one.number, one.wave, one.why
        ),
    }
}

fn case(given: Option<&Given>) -> Value {
    let Some(one) = given else { return json!({ "case": null }) };
    json!({
        "case": one.case,
        "study_number": one.number,
        "wave": one.wave,
        "reason": one.why.key(),
        "slot": one.slot.key(),
        "number": one.line,
        "attempts": one.attempts,
        "until": utc(one.until),
    })
}

/// What came of a call.
pub(super) fn recorded((recorded, asks): (&Recorded, bool), as_json: bool) -> String {
    let mut told = standing(Some(&recorded.standing));
    if !as_json {
        return format!(
            "{}; it counts as {} after {}.{}",
            in_words(Some(&recorded.standing)),
            recorded.outcome.key(),
            calls(recorded.attempts),
            if asks { link(recorded.link_by) } else { "" }
        );
    }
    told["outcome"] = recorded.outcome.key().into();
    told["attempts"] = recorded.attempts.into();
    told["link_by"] = recorded.link_by.map(Channel::name).into();
    told.to_string()
}

fn calls(attempts: usize) -> String {
    match attempts {
        1 => "1 call".to_owned(),
        _ => format!("{attempts} calls"),
    }
}

const fn link(by: Option<Channel>) -> &'static str {
    match by {
        Some(Channel::Sms) => " The link goes by text.",
        Some(Channel::Email | Channel::Post) => " The link goes by email.",
        None => " No link goes: they take neither emails nor texts, or nothing arrives.",
    }
}

/// A case among all.
pub(super) fn listed(one: &Listed, as_json: bool) -> String {
    if !as_json {
        let outcome = one.outcome.map_or("", surveys::calls::Outcome::key);
        return format!(
            "{:>6}  {}  {}  {}  {outcome}  {}",
            one.case,
            one.number,
            one.wave,
            calls(one.attempts),
            in_words(one.standing.as_ref())
        );
    }
    let mut told = standing(one.standing.as_ref());
    told["case"] = one.case.into();
    told["study_number"] = one.number.clone().into();
    told["wave"] = one.wave.clone().into();
    told["attempts"] = one.attempts.into();
    told["outcome"] = one.outcome.map(surveys::calls::Outcome::key).into();
    told["leased_to"] = one.leased.map(|(staff, _)| staff).into();
    told.to_string()
}

fn standing(standing: Option<&Standing>) -> Value {
    let turn = |state: &str, turn: &Turn| {
        json!({
            "state": state,
            "next_at": utc(turn.at),
            "until": utc(turn.until),
            "reason": turn.why.key(),
            "slot": turn.slot.key(),
        })
    };
    match standing {
        None => json!({ "state": "unread", "next_at": null }),
        Some(Standing::Now(now)) => turn("now", now),
        Some(Standing::Later(later)) => turn("later", later),
        Some(Standing::WaitsFor(whom)) => {
            json!({ "state": "waits", "next_at": null, "why": whom.to_string() })
        }
        Some(Standing::Over { .. }) => json!({ "state": "over", "next_at": null }),
        Some(Standing::Not(because)) => {
            json!({ "state": "not", "next_at": null, "why": because.to_string() })
        }
    }
}

fn in_words(standing: Option<&Standing>) -> String {
    match standing {
        None => "what is held of them cannot be read".to_owned(),
        Some(Standing::Now(turn)) => format!("now: {}", turn.why),
        Some(Standing::Later(turn)) => format!("from {}: {}", utc(turn.at), turn.why),
        Some(Standing::WaitsFor(whom)) => whom.to_string(),
        Some(Standing::Over { .. }) => "nobody rings any more".to_owned(),
        Some(Standing::Not(because)) => because.to_string(),
    }
}
