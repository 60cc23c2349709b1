//! What may not stand in a text. The texts are of an invented study.

use std::collections::BTreeMap;

use surveys::texting::{Concern, Reason, Setting, lint};

const SENDER: &str = "Bridgeway Study";

fn told(words: &str, reason: Reason) -> Vec<Concern> {
    let longest = [("first_name", "Bartholomew"), ("link", "https://svy.example.org/r/K7QX-M2PD")];
    let longest: BTreeMap<_, _> = longest.map(|(name, text)| (name, text.to_owned())).into();
    lint(words, reason, &Setting { sender: SENDER, longest: &longest, parts: 1 })
}

fn contact(words: &str) -> Vec<Concern> {
    told(words, Reason::Contact)
}

#[test]
fn a_text_that_says_who_writes_and_how_to_stop_is_in_order() {
    let words = "Bridgeway Study: Hi {first_name}, your survey is open. Save and return any time: {link} Opt out: STOP";

    assert_eq!(contact(words), []);
}

#[test]
fn anna_is_told_who_writes_and_how_to_be_sent_no_more() {
    assert_eq!(
        contact("Hi {first_name}, your survey is ready: {link}"),
        [Concern::Unsigned, Concern::NoWayOut]
    );
    assert_eq!(
        contact("Bridgeway Study: please do not stop, {first_name}. {link}"),
        [Concern::NoWayOut]
    );
}

#[test]
fn whoever_picks_up_her_phone_learns_nothing_of_her_health() {
    let health = |word: &str| Concern::Health(word.to_owned());

    assert_eq!(
        contact("Bridgeway Study: how is your Health and Wellbeing? {link} STOP to opt out"),
        [health("Health"), health("Wellbeing")]
    );
    assert_eq!(contact("Bridgeway Study: are you ill? {link} Text STOP"), [health("ill")]);
    assert_eq!(contact("Bridgeway Study: illustrations are at {link} Text STOP"), []);
}

#[test]
fn research_offers_nothing() {
    assert_eq!(
        contact("Bridgeway Study: an exclusive offer, {first_name}! {link} Text STOP"),
        [Concern::Promotion("exclusive".to_owned()), Concern::Promotion("offer".to_owned())]
    );
}

#[test]
fn a_reply_may_name_help_and_needs_no_way_out() {
    let words = "Bridgeway Study: this inbox is not checked. Need help now? NHS 111, Samaritans 116 123, emergency 999.";

    assert_eq!(told(words, Reason::Reply), []);
    assert_eq!(contact(words), [Concern::NoWayOut, Concern::Health("NHS".to_owned())]);
}

#[test]
fn the_longest_name_counts_for_how_long_a_text_is() {
    let filler = "a".repeat(160 - "Bridgeway Study: Hi Anna, . Opt out: STOP".len());
    let words = format!("Bridgeway Study: Hi {{first_name}}, {filler}. Opt out: STOP");

    let concerns = contact(&words);

    assert!(matches!(concerns[..], [Concern::Long(size)] if (size.units, size.parts) == (167, 2)));
}

#[test]
fn a_letter_that_doubles_the_price_is_named_with_what_would_do() {
    let words = "Bridgeway Study: it’s open… {link} Opt out: STOP";

    let concerns = contact(words);

    let wide = vec![('’', Some("'")), ('…', Some("..."))];
    assert!(concerns.contains(&Concern::Wide(wide)));
    assert!(matches!(concerns[0], Concern::Long(size) if size.parts == 2));
}

#[test]
fn a_name_that_nothing_has_is_told() {
    assert_eq!(
        contact("Bridgeway Study: {nickname}, {link} STOP"),
        [Concern::Unknown("nickname".to_owned())]
    );
}
