//! What became of the messages of a protocol, in words.

use records::schedule::{Became, Entry};
use surveys::{
    calendar,
    fill::long_moment,
    schedule::{Because, Until},
    stopping::Way,
};

use super::desk;

/// How a message goes.
pub(crate) const fn way(way: Way) -> &'static str {
    match way {
        Way::Email => "by email",
        Way::Sms => "by text",
        Way::Post => "by letter",
        Way::Phone => "by telephone",
    }
}

/// `Sent`, `Does not go: the survey was sent`, `To come`, `Waits, because the person asked for a pause: it does not go unless that is over by …`.
pub(crate) fn became(entry: &Entry, zone: &str) -> String {
    let when = |at| long_moment(calendar::moment_in(zone, at));
    let by_hand = entry.way == Way::Phone;
    match &entry.became {
        Became::Comes(_) => "To come".to_owned(),
        Became::Due(_) if by_hand => "Due, for somebody to do".to_owned(),
        Became::Due(_) => "Due".to_owned(),
        // It may be known yet.
        Became::Not(because @ Because::NoDate) => format!("Does not go yet: {because}"),
        Became::Not(because) => format!("Does not go: {because}"),
        Became::Waits(because, Until::Goes(at)) => {
            format!("Waits, because {because}, until {}", when(*at))
        }
        Became::Waits(because, Until::AtTheLatest(at)) => {
            format!("Waits, because {because}: it does not go unless that is over by {}", when(*at))
        }
        Became::Handed { state, reason: Some(reason), until: Some(until), .. }
            if state == "waiting" =>
        {
            format!(
                "Waits, because {reason}: it does not go unless that is over by {}",
                when(*until)
            )
        }
        Became::Handed { state, reason, delivery, .. } => {
            let because = reason.as_ref().filter(|_| state != "sent");
            let because = because.map(|reason| format!(": {reason}")).unwrap_or_default();
            let afterwards = delivery.as_ref().map(|(came, detail)| match came.as_str() {
                "bounced" => format!("; it came back ({detail})"),
                "delivered" => "; it was delivered".to_owned(),
                "queued" => "; it waits where it was given away".to_owned(),
                "with the network" => "; the network has it".to_owned(),
                "not theirs" => format!("; {}", desk::astray(detail)),
                _ => format!("; it was not delivered ({detail})"),
            });
            format!("{}{because}{}", desk::in_words(state), afterwards.unwrap_or_default())
        }
    }
}

/// `3 sent, 2 to come, 1 in doubt, 4 not sent, 1 to a wrong number`: each message is one of these. That none is in doubt, or
/// to a wrong number, is not said.
pub(crate) fn counted(entries: &[Entry]) -> String {
    let (mut sent, mut comes, mut in_doubt, mut not, mut astray) = (0, 0, 0, 0, 0);
    for entry in entries {
        match &entry.became {
            Became::Handed { delivery: Some((came, _)), .. } if came == "not theirs" => astray += 1,
            Became::Comes(_) | Became::Due(_) | Became::Waits(..) => comes += 1,
            Became::Handed { state, .. } if state == "sent" => sent += 1,
            Became::Handed { state, .. } if state == "waiting" => comes += 1,
            Became::Handed { state, .. } if state == "in doubt" => in_doubt += 1,
            Became::Not(_) | Became::Handed { .. } => not += 1,
        }
    }
    let doubted = match in_doubt {
        0 => String::new(),
        in_doubt => format!("{in_doubt} in doubt, "),
    };
    let astray = if astray > 0 { format!(", {astray} to a wrong number") } else { String::new() };
    format!("{sent} sent, {comes} to come, {doubted}{not} not sent{astray}")
}
