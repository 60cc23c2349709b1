//! Somebody who fills in the form of a contact, in any way.

use proptest::prelude::*;
use surveys::{
    editing::{Filled, planned, set_contact},
    typed::Typed,
};

use super::contacts::protocol;

/// The lines of a text, those of each header together.
fn parts(text: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    for line in text.split_inclusive('\n') {
        if line.starts_with("[[") {
            parts.push(String::new());
        }
        parts.last_mut().unwrap().push_str(line);
    }
    parts
}

fn times() -> impl Strategy<Value = String> {
    prop_oneof![(0..24_u8, 0..60_u8).prop_map(|(h, m)| format!("{h:02}:{m:02}")), "[ -~]{0,6}"]
}

fn boxes() -> impl Strategy<Value = (&'static str, String)> {
    let days = prop_oneof![any::<i16>().prop_map(|day| day.to_string()), "[ -~]{0,5}"];
    let keys = proptest::sample::select(vec!["", "invitation", "finish-text", "a b"]);
    let keys = || keys.clone().prop_map(str::to_owned);
    let ticks = || proptest::sample::select(vec!["yes", "untick"]).prop_map(str::to_owned);
    prop_oneof![
        (Just("day"), days),
        (Just("after"), keys()),
        (
            Just("to"),
            proptest::sample::select(vec!["anybody", "begun", "not_begun", "all"])
                .prop_map(str::to_owned)
        ),
        (
            proptest::sample::select(vec![
                "on-Mon",
                "on-Tue",
                "on-Sun",
                "unless-sms",
                "unless-phone"
            ]),
            ticks()
        ),
        (
            proptest::sample::select(vec!["sends-sms-at", "sends-email-at", "otherwise-post-at"]),
            times()
        ),
        (
            proptest::sample::select(vec![
                "sends-sms-message",
                "sends-email-message",
                "sends-post-message",
                "otherwise-post-message",
                "sends-sms-to_begun",
            ]),
            keys()
        ),
    ]
}

proptest! {
    /// Whatever is filled in, of whichever contact: everything that is not of it stays byte for byte, its own comments stay,
    /// and what comes out can be taken apart again.
    #[test]
    fn all_that_is_not_of_a_contact_stays_byte_for_byte(
        place in 0..16_usize,
        filled in proptest::collection::vec(boxes(), 1..8),
    ) {
        let text = protocol();
        let all: Vec<_> = planned(&text).expect("TOML").into_iter().flat_map(|wave| {
            let key = wave.key;
            wave.contacts.into_iter().map(move |contact| (key.clone(), contact))
        }).collect();
        let (wave, contact) = &all[place];
        // Nobody else has saved, so what was seen is what is saved: without saying so, each box is one that was written.
        let mut pairs = vec![("revision".to_owned(), "0".to_owned())];
        pairs.extend(filled.iter().filter(|(_, own)| own != "untick").map(|(name, own)| ((*name).to_owned(), own.clone())));
        let ticks = filled.iter().filter(|(_, own)| own == "untick" || own == "yes");
        pairs.extend(ticks.map(|(name, own)| (format!("seen:{name}"), if own == "yes" { "" } else { "yes" }.to_owned())));
        let typed = Typed::from_pairs(pairs);
        let changed = set_contact(&text, (wave, &contact.key), Filled::of(&typed, 0));
        if let Ok(changed) = changed {
            let (before, after) = (parts(&text), parts(&changed));
            prop_assert_eq!(before.len(), after.len(), "{}", changed);
            let header = format!("key = \"{}\"\n", contact.key);
            for (one, other) in before.iter().zip(&after) {
                prop_assert!(one == other || one.contains(&header), "{}", changed);
                let comments = |part: &str| part.lines().filter_map(|line| line.split_once('#').map(|(_, words)| words.to_owned())).collect::<Vec<_>>();
                prop_assert!(comments(one).len() <= comments(other).len() + 1, "{}", changed);
            }
            prop_assert!(before.iter().zip(&after).filter(|(one, other)| one != other).count() <= 1);
            prop_assert!(planned(&changed).is_ok());
        }
    }
}
