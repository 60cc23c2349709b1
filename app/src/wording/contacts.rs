//! What became of the messages of a protocol, in words.

use chrono::{DateTime, Utc};
use records::{
    previews::{Above, Barred},
    schedule::{Became, Entry},
};
use surveys::{
    calendar,
    fill::{long_date, long_moment},
    messages::Occasion,
    schedule::{Because, Until},
    stopping::{Choice, Way},
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

/// `Sent`, `Does not go: the survey was sent`, `To come`, `Waits, because the person asked for a pause: it does not go unless
/// that is over by …`.
pub(crate) fn became(entry: &Entry, zone: &str) -> String {
    let by_hand = entry.way == Way::Phone;
    match &entry.became {
        Became::Comes(_) => "To come".to_owned(),
        Became::Due(_) if by_hand => "Due, for somebody to do".to_owned(),
        Became::Due(_) => "Due".to_owned(),
        // Interviewers ring for weeks from then on.
        Became::Not(Because::Passed) if by_hand => {
            "Its day has come: the rest stands with the calls".to_owned()
        }
        // It may be known yet.
        Became::Not(because @ Because::NoDate) => format!("Does not go yet: {because}"),
        Became::Not(because) => format!("Does not go: {because}"),
        Became::Waits(because, Until::Goes(at)) => {
            format!("Waits, because {because}, until {}", moment(*at, zone))
        }
        Became::Waits(because, Until::AtTheLatest(at)) => waits(&because.to_string(), *at, zone),
        Became::Handed { state, reason: Some(reason), until: Some(until), .. }
            if state == "waiting" =>
        {
            waits(reason, *until, zone)
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

fn moment(at: DateTime<Utc>, zone: &str) -> String {
    long_moment(calendar::moment_in(zone, at))
}

/// It is not known when what it waits for is over.
fn waits(because: &str, latest: DateTime<Utc>, zone: &str) -> String {
    let latest = moment(latest, zone);
    format!("Waits, because {because}: it does not go unless that is over by {latest}")
}

/// When it goes, and why it would not go to somebody as things stand.
pub(crate) fn occasion(occasion: Occasion, barred: Option<Barred>) -> String {
    let when = occasion.when();
    let Some(barred) = barred else { return when.to_owned() };
    let why = match barred {
        Barred::Because(because) => because.to_string(),
        Barred::NoNumber => "no number is known by which a text would be theirs".to_owned(),
        Barred::StoppedAlready => "they have stopped texts, and are told so once".to_owned(),
        Barred::NothingToStart => "no text of theirs has stopped texts".to_owned(),
        Barred::NoVoucherByEmail => {
            "there is no email address to which a voucher could come".to_owned()
        }
    };
    format!("{when} As things stand it would not go: {why}.")
}

/// What stands in the way of more than one message.
pub(crate) fn above(above: Above) -> String {
    let ended = match above {
        Above::Held => {
            return "All messages are held: until they are released, only what answers somebody goes."
                .to_owned();
        }
        Above::PausedUntil(day) => {
            return format!("They asked for a break until the end of {}.", long_date(day));
        }
        Above::Unreachable => {
            return "They are recorded as somebody whom nobody can reach.".to_owned();
        }
        Above::Ended(ended) => ended,
    };
    let why = match ended {
        Some(Choice::Died) => "They are recorded as died. ",
        Some(Choice::LostCapacity) => "They are recorded as unable to decide. ",
        Some(Choice::NoMoreSurveys) => "They want no more surveys. ",
        Some(Choice::DeleteIdentity) => "Their name and contact details were deleted. ",
        _ => "",
    };
    format!("{why}Nothing is asked of them any more.")
}

/// `3 sent, 2 to come, 1 in doubt, 4 not sent, 1 to a wrong number`: each message is one of these, and a call is none. That none
/// is in doubt, or to a wrong number, is not said.
pub(crate) fn counted(entries: &[Entry]) -> String {
    let (mut sent, mut comes, mut in_doubt, mut not, mut astray) = (0, 0, 0, 0, 0);
    for entry in entries.iter().filter(|entry| entry.way != Way::Phone) {
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

#[cfg(test)]
mod tests {
    use records::{
        previews::{Above, Barred},
        schedule::{Became, Entry},
    };
    use surveys::{
        keys::{MessageKey, StepKey},
        messages::Occasion,
        schedule::Because,
        stopping::{Choice, Way},
    };

    #[test]
    fn annas_thanks_are_told_with_why_they_would_not_reach_her() {
        let no_email = Some(Barred::Because(Because::NoAddress));

        let told = super::occasion(Occasion::Thanks, no_email);

        assert!(told.starts_with(Occasion::Thanks.when()), "{told}");
        assert!(told.ends_with(
            " As things stand it would not go: there is no address or number to send it to."
        ));
        assert_eq!(super::occasion(Occasion::Thanks, None), Occasion::Thanks.when());
    }

    #[test]
    fn that_anna_is_rung_since_last_week_is_no_message_that_comes_too_late() {
        let call = Entry {
            step: StepKey::new("calls").expect("a key"),
            way: Way::Phone,
            message: MessageKey::new("call").expect("a key"),
            became: Became::Not(Because::Passed),
            opened: None,
            is_former: false,
        };

        let told = super::became(&call, "Europe/London");

        assert_eq!(told, "Its day has come: the rest stands with the calls");
        assert_eq!(super::counted(&[call]), "0 sent, 0 to come, 0 not sent");
    }

    #[test]
    fn that_anna_died_is_said_to_who_knows_her_alone() {
        let to_lee = super::above(Above::Ended(Some(Choice::Died)));

        assert_eq!(to_lee, "They are recorded as died. Nothing is asked of them any more.");
        assert_eq!(super::above(Above::Ended(None)), "Nothing is asked of them any more.");
    }
}
