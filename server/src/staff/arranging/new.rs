//! A question that is added, as it was described.

use app::api::staff::arranging::QuestionWrong;
use surveys::{
    definition::KindName,
    editing::{Edit, EditError, NewKind, NewQuestion, Put},
    keys::QuestionKey,
    typed::Typed,
};

use super::Refused;

/// The vault knows contact details by this key.
const CONTACT: &str = "contact";

pub(super) fn question(
    typed: &Typed,
    to: impl Fn() -> Result<Put, EditError>,
) -> Result<Vec<Edit>, Refused> {
    let text = typed.one("text").replace("\r\n", "\n");
    if text.is_empty() {
        return Err(QuestionWrong::NoText.into());
    }
    let key = QuestionKey::new(typed.one("key")).map_err(|_| QuestionWrong::Key)?.to_string();
    let kind = kind(typed)?;
    if kind == NewKind::Contact && key != CONTACT {
        return Err(QuestionWrong::ContactKey.into());
    }
    let question = NewQuestion { key: key.clone(), text, kind };
    let to = to()?;
    let mut changes = Vec::new();
    match to {
        // On the page of another: first on one of its own, then there.
        Put::Beside(_) => {
            changes.push(Edit::Add { to: Put::Last, question });
            changes.push(Edit::Bring { question: key, to });
        }
        to => changes.push(Edit::Add { to, question }),
    }
    Ok(changes)
}

fn kind(typed: &Typed) -> Result<NewKind, QuestionWrong> {
    let said =
        |name: &str| Some(typed.one(name)).filter(|said| !said.is_empty()).map(str::to_owned);
    let number = |name: &str| typed.one(name).parse::<i64>().ok();
    let lines = |name: &str, none| {
        let lines = typed.raw(name).lines().map(str::trim).filter(|line| !line.is_empty());
        let lines: Vec<_> = lines.map(str::to_owned).collect();
        if lines.is_empty() { Err(none) } else { Ok(lines) }
    };
    let options = || lines("options", QuestionWrong::NoOptions);
    let low = || said("low").ok_or(QuestionWrong::NoLow);
    let high = || said("high").ok_or(QuestionWrong::NoHigh);
    let kind = typed.one("kind").parse().map_err(|()| QuestionWrong::NoKind)?;
    Ok(match kind {
        KindName::Single => NewKind::Single(options()?),
        KindName::Multiple => NewKind::Multiple(options()?),
        KindName::Number => NewKind::Number {
            least: number("least").ok_or(QuestionWrong::NoLeast)?,
            most: number("most").ok_or(QuestionWrong::NoMost)?,
        },
        KindName::Scale => NewKind::Scale { low: low()?, high: high()? },
        KindName::Grid => {
            let rows = lines("rows", QuestionWrong::NoRows)?;
            NewKind::Grid { rows, low: low()?, high: high()? }
        }
        KindName::Amount => {
            let periods = options()?;
            NewKind::Amount { periods, most: number("most").ok_or(QuestionWrong::NoMost)? }
        }
        KindName::Contact => NewKind::Contact,
        KindName::Date => NewKind::Date,
        KindName::Month => NewKind::Month,
        KindName::Text => NewKind::Text,
    })
}
