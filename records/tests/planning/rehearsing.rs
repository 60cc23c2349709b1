//! A study that is rehearsed: every message of every invented person is accounted for, and nobody real is touched.

use std::collections::{BTreeMap, BTreeSet};

use records::rehearsal::{Asked, Line, RehearsalError, Rehearsed, rehearse};
use surveys::{
    authoring::{File, ProtocolFiles},
    protocol::Protocol,
};

use crate::{
    databases::{Folder, both, in_folder},
    study::noon,
    week::{Week, second},
};

const ASKED: Asked = Asked { participants: 12, seed: 7, days: 400 };

async fn rehearses(week: &Week, asked: Asked) -> Result<Rehearsed, RehearsalError> {
    let folder = Folder::new();
    let empty = in_folder(&folder).await;
    rehearse((&week.db, &week.study), empty, asked, noon()).await
}

#[tokio::test(flavor = "multi_thread")]
async fn four_hundred_days_go_by_and_every_message_is_accounted_for() {
    both(|db| async move {
        let week = Week::begins(db).await;
        let before = week.told("SELECT action AS told FROM audit ORDER BY id").await;

        let rehearsed = rehearses(&week, ASKED).await.expect("it is rehearsed");

        let balance = &rehearsed.balance;
        assert!(balance.adds_up(), "{balance:?}");
        assert!(balance.sent > 50, "{balance:?}");
        assert_eq!((balance.waiting, balance.twice), (0, 0), "{balance:?}");
        let sent = rehearsed.timeline.iter().filter(|line| line.what.ends_with(", sent")).count();
        assert_eq!(sent, balance.sent);
        assert!(rehearsed.timeline.is_sorted_by_key(|line| line.at));
        let told =
            |of: &str| rehearsed.timeline.iter().filter(|line| line.what.contains(of)).count();
        assert_eq!(told(", not sent: "), balance.not_sent.values().sum::<usize>(), "each by name");
        assert_eq!(told(", to come"), balance.later, "each by name");
        // The study itself was only read.
        assert_eq!(week.told("SELECT action AS told FROM audit ORDER BY id").await, before);
        assert!(week.outbox().await.is_empty());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_seed_rehearses_the_same_and_another_something_else() {
    both(|db| async move {
        let week = Week::begins(db).await;
        let asked = Asked { days: 60, ..ASKED };

        let first = rehearses(&week, asked).await.expect("it is rehearsed");
        let again = rehearses(&week, asked).await.expect("it is rehearsed");
        let other = rehearses(&week, Asked { seed: 8, ..asked }).await.expect("it is rehearsed");

        assert_eq!(first, again);
        assert_ne!(first.timeline, other.timeline);
    })
    .await;
}

#[tokio::test]
async fn a_protocol_without_messages_is_not_rehearsed() {
    both(|db| async move {
        let week = Week::begins(db).await;
        let mut silent = Protocol { version: 3, messages: None, ..second() };
        silent.waves.iter_mut().for_each(|plan| plan.steps.clear());
        week.follows(&silent).await;

        let refused = rehearses(&week, ASKED).await;

        assert!(matches!(refused, Err(RehearsalError::NoMessages)), "{refused:?}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_answers_a_survey_before_it_is_open_to_them() {
    both(|db| async move {
        let week = Week::begins(db).await;

        let rehearsed = example_with_vouchers(&week, 1).await;

        let sent = first(&rehearsed, "four-month: sends the survey");
        assert!(!sent.is_empty(), "somebody sends it");
        for (who, at) in first(&rehearsed, "is randomised") {
            let Some(sent) = sent.get(who) else { continue };
            let day = |place: usize| rehearsed.timeline[place].at.date_naive();
            assert!(
                (day(*sent) - day(at)).num_days() >= 121,
                "{who}: {} and {}",
                day(at),
                day(*sent)
            );
        }
    })
    .await;
}

/// The example study as it is, with its vouchers, and what two dozen people do in it.
async fn example_with_vouchers(week: &Week, seed: u64) -> Rehearsed {
    let example = |file: &str, text: &str| File { name: file.to_owned(), text: text.to_owned() };
    let text = include_str!("../../../examples/study/protocol.toml");
    let own = example("protocol.toml", &text.replacen("version = 1", "version = 3", 1));
    let words = include_str!("../../../examples/study/messages.en.toml");
    let words = example("messages.en.toml", words);
    let read = ProtocolFiles::read(&own, &[words]).expect("the example is in order");
    week.follows(&read.protocol).await;
    let asked = Asked { participants: 24, seed, days: 260 };
    rehearses(week, asked).await.expect("it is rehearsed")
}

/// The first of some in which somebody texts this, which few do.
async fn texted(week: &Week, word: &str) -> Rehearsed {
    for seed in 1..=12 {
        let rehearsed = example_with_vouchers(week, seed).await;
        if !first(&rehearsed, &format!("texts “{word}”")).is_empty() {
            return rehearsed;
        }
    }
    panic!("nobody texts {word}");
}

/// When this was told of each person, the first time.
fn first<'a>(rehearsed: &'a Rehearsed, what: &str) -> BTreeMap<&'a str, usize> {
    let mut first = BTreeMap::new();
    for (place, line) in rehearsed.timeline.iter().enumerate() {
        if line.what.starts_with(what) {
            first.entry(line.who.as_str()).or_insert(place);
        }
    }
    first
}

#[tokio::test(flavor = "multi_thread")]
async fn who_texts_stop_is_told_so_and_gets_no_text_until_they_text_start() {
    both(|db| async move {
        let week = Week::begins(db).await;

        let rehearsed = texted(&week, "STOP").await;

        let stopped = first(&rehearsed, "texts “STOP”");
        let told = first(&rehearsed, "answer to STOP by sms, ");
        for (who, at) in &stopped {
            assert!(told.get(who) > Some(at), "{who} is told");
            let since = rehearsed.timeline[*at..].iter().filter(|line| line.who == **who);
            let until = since.take_while(|line| line.what != "texts “START”");
            let text =
                |line: &&Line| line.what.contains(" by sms, sent") && line.what.contains(": ");
            assert_eq!(until.filter(text).count(), 0, "{who} gets no text of the protocol");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_sends_a_survey_is_thanked_once_and_given_what_was_promised_and_all_is_in_the_sum()
{
    both(|db| async move {
        let week = Week::begins(db).await;

        let rehearsed = texted(&week, "CALL").await;

        let (asked, told) = ("texts “CALL”", "answer to CALL by sms, ");
        let (asked, told) = (first(&rehearsed, asked), first(&rehearsed, told));
        assert!(
            !asked.is_empty() && asked.keys().eq(told.keys()),
            "whoever texts CALL is answered: {asked:?}, {told:?}"
        );
        let told = |end: &str| {
            let own = rehearsed.timeline.iter().filter(move |line| line.what.contains(end));
            own.map(|line| line.who.as_str()).collect::<Vec<_>>()
        };
        let sent = told("four-month: sends the survey");
        let thanked = told("four-month: thanks by ");
        assert!(!sent.is_empty());
        let once: BTreeSet<_> = thanked.iter().collect();
        assert_eq!(once.len(), thanked.len(), "each is thanked once");
        assert!(thanked.iter().all(|who| sent.contains(who)), "and nobody else is");
        let given = [told("voucher by email, "), told("voucher by post, ")].concat();
        let given: BTreeSet<_> = given.into_iter().collect();
        assert!(sent.iter().all(|who| given.contains(who)), "{sent:?} are given one: {given:?}");
        let balance = &rehearsed.balance;
        assert!(balance.adds_up(), "{balance:?}");
        let kinds = ["answer to ", "receipt of ", "thanks by ", "voucher by "];
        let beside: usize = kinds.iter().map(|kind| told(kind).len()).sum();
        assert_eq!(beside, balance.beside, "{balance:?}");
        assert_eq!(told(", sent").len(), balance.sent, "{balance:?}");
    })
    .await;
}
