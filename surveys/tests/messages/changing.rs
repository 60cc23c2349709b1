//! What a committee, and whoever publishes, reads of a change to a protocol.

use surveys::{
    authoring::ProtocolFiles,
    comparing::Passage,
    keys::{StepKey, WaveKey},
    messages::{Asked, Example, SITE},
    protocol::{Manner, Protocol},
};

use super::{example, key, study};

fn protocol() -> Protocol {
    let files = ProtocolFiles::read(&example("protocol.toml"), &[example("messages.en.toml")]);
    files.expect("the example is in order").protocol
}

/// What is told when this is done to the example: `moved Exit, “reminder”: …`.
fn told(change: impl FnOnce(&mut Protocol)) -> Vec<String> {
    let mut next = protocol();
    change(&mut next);
    let told = next.since(&protocol());
    told.iter().map(|one| format!("{} {}: {}", one.manner, one.about, one.what)).collect()
}

#[test]
fn a_new_number_alone_is_no_difference() {
    assert_eq!(told(|next| next.version = 2), Vec::<String>::new());
}

#[test]
fn each_contact_that_comes_goes_or_moves_is_told_in_words() {
    let told = told(|next| {
        let steps = &mut next.waves[1].steps;
        steps[3].day = 8;
        let mut again = steps.remove(4);
        again.key = StepKey::new("second-letter").expect("a key");
        steps.push(again);
    });

    assert_eq!(
        told,
        [
            "moved Four months, “why-it-matters”: 8 days after “invitation”; before: 7 days after “invitation”",
            "added Four months, “second-letter”: 14 days after “invitation”: letter at 10:00, reminder-letter",
            "dropped Four months, “letter”: 14 days after “invitation”: letter at 10:00, reminder-letter",
        ]
    );
}

#[test]
fn a_wave_that_comes_with_one_contact_has_no_contacts_in_the_plural() {
    let told = told(|next| {
        let mut after = next.waves[2].clone();
        after.wave.key = WaveKey::new("after").expect("a key");
        after.steps.truncate(1);
        next.waves.push(after);
    });

    assert!(told[0].starts_with("added The wave “Exit”: 1 contact; opens 365 days"), "{told:?}");
}

#[test]
fn who_is_contacted_how_and_at_which_hours_is_told() {
    let told = told(|next| {
        next.hours_between = 72;
        next.waves[2].wave.open_for = Some(42);
        next.waves[2].steps[4].unless.clear();
        next.waves[2].steps[2].sends[0].to_begun = None;
        let sunday = next.hours.get_mut(&surveys::stopping::Way::Email).expect("it has hours");
        sunday.sunday = None;
    });

    assert_eq!(
        told,
        [
            "changed Hours between two contacts: 72, was 48",
            "changed Hours of emails: Monday to Friday 07:00–20:00, Saturday 07:00–20:00, bank holidays, too, was \
             Monday to Friday 07:00–20:00, Saturday 07:00–20:00, Sunday 07:00–20:00, bank holidays, too",
            "moved The wave “Exit”: opens 365 days after randomisation; open for 42 days; late answers are taken up to 84 \
             days after the opening, and marked; before: opens 365 days after randomisation; open for 56 days; late \
             answers are taken up to 84 days after the opening, and marked",
            "changed Exit, “reminder”: text at 17:00, reminder-text; before: text at 17:00, reminder-text (finish-text to \
             who has begun)",
            "changed Exit, “letter”: who has not sent it; before: who has not sent it, and cannot be reached by text",
        ]
    );
}

#[test]
fn each_day_that_is_a_holiday_now_or_is_none_any_more_is_named() {
    let day = |text: &str| text.parse().expect("a day");
    let told = told(|next| {
        // The second is none anyway.
        next.holidays.also = vec![day("2027-05-07")];
        next.holidays.except = vec![day("2027-05-03"), day("2027-05-04")];
    });

    assert_eq!(
        told,
        [
            "changed Days on which nobody is contacted: 3 May 2027 is none any more; 7 May 2027 is one now"
        ]
    );
}

#[test]
fn words_that_went_and_came_are_told_with_where_they_stand() {
    let mut next = protocol();
    let messages = next.messages.as_mut().expect("it has messages");
    messages.button = Some("Open the survey".to_owned());
    messages.messages.retain(|message| message.key != key("unknown-reply"));

    let told = next.since(&protocol());

    let about: Vec<_> = told.iter().map(|one| (one.manner, one.about.as_str())).collect();
    let gone = (Manner::Dropped, "The message “unknown-reply”");
    assert_eq!(about, [gone, (Manner::Reworded, "“button”")]);
    let kept = |text: &str| Passage::Kept(text.to_owned());
    let (gone, came) = (Passage::Gone("your ".to_owned()), Passage::New("the ".to_owned()));
    assert_eq!(told[1].words, [kept("Open "), gone, came, kept("survey")]);
}

#[test]
fn whoever_is_at_a_survey_is_shown_what_is_sent_about_that_one_and_by_their_name() {
    let protocol = protocol();
    let messages = protocol.messages.clone().expect("it has messages");
    let (study, asked) = (study(), Asked::default());
    let around = asked.around(&study, Some(&protocol), SITE);
    let baseline = protocol.waves[0].key().clone();
    let exit = protocol.waves[2].key().clone();

    let of =
        |wave| messages.previews_for(&around, Example { first_name: "Siân", wave: Some(wave) });

    let at_baseline = of(&baseline);
    assert!(at_baseline.iter().all(|one| one.sent.is_empty()), "nothing is planned about it");
    let at_exit = of(&exit);
    let invited = at_exit.iter().find(|one| one.message == key("invitation-text"));
    let read = invited.expect("it is sent").read.as_ref().expect("it can be filled in");
    assert!(read.text.contains("Hi Siân,") && read.size().parts > 1, "{read:?}");
}
