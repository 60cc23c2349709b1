//! An evaluator who clicks changes when a survey is open and what people are sent about it, in the text of the protocol.

use surveys::{
    editing::{
        EditError, Filled, NotPlanned, PlannedContact, PlannedWave, add_contact, fill_in_wave,
        planned, remove_contact, set_contact, set_wave,
    },
    typed::Typed,
};

use super::lines_apart;

/// With comments beside values, as people write them.
pub(super) fn protocol() -> String {
    let example = include_str!("../../../examples/study/protocol.toml");
    let beside = [
        ("day = 3\n", "day = 3 # never on the same day\n"),
        ("open_for = 56\n", "open_for   = 56 # eight weeks\n"),
        (
            "on = [\"Tue\", \"Wed\", \"Thu\"]\n",
            "on = [\"Tue\", \"Wed\", \"Thu\"] # not on Mondays\n",
        ),
    ];
    beside.iter().fold(example.to_owned(), |text, (from, to)| {
        assert!(text.contains(from), "{from} is not there");
        text.replacen(from, to, 1)
    })
}

/// What somebody sent who filled boxes in, after what was seen in them.
pub(super) fn sent(boxes: &[(&str, &str, &str)]) -> Typed {
    let seen = boxes.iter().map(|(name, seen, _)| (format!("seen:{name}"), (*seen).to_owned()));
    let own = boxes.iter().filter(|(_, _, own)| *own != "untick");
    let own = own.map(|(name, _, own)| ((*name).to_owned(), (*own).to_owned()));
    Typed::from_pairs(seen.chain(own).collect::<Vec<_>>())
}

pub(super) fn wave(text: &str, key: &str) -> PlannedWave {
    planned(text).unwrap().into_iter().find(|wave| wave.key == key).unwrap()
}

fn contact(text: &str, key: &str) -> Option<PlannedContact> {
    wave(text, "four-month").contacts.into_iter().find(|contact| contact.key == key)
}

const REMINDER: (&str, &str) = ("four-month", "reminder");

/// The lines that go and come when a contact of the four-month survey is filled in like this.
fn check(key: &str, boxes: &[(&str, &str, &str)], away: &[&str], new: &[&str]) {
    let text = protocol();
    let typed = sent(boxes);
    let changed = set_contact(&text, ("four-month", key), Filled::of(&typed, 0)).unwrap();
    assert_eq!(lines_apart(&text, &changed), away, "{changed}");
    assert_eq!(lines_apart(&changed, &text), new, "{changed}");
}

fn refused(boxes: &[(&str, &str, &str)]) -> NotPlanned {
    set_contact(&protocol(), REMINDER, Filled::of(&sent(boxes), 0)).unwrap_err()
}

#[test]
fn another_day_is_one_line_and_the_comment_beside_it_stays() {
    check(
        "reminder",
        &[("day", "3", "4")],
        &["day = 3 # never on the same day"],
        &["day = 4 # never on the same day"],
    );
    check("reminder", &[("after", "invitation", "")], &["after = \"invitation\""], &[]);
    check("reminder", &[("day", "3", "3")], &[], &[]);
}

#[test]
fn a_contact_goes_on_other_days_to_other_people() {
    check(
        "invitation",
        &[("on-Wed", "yes", "untick"), ("on-Mon", "", "yes"), ("on-Tue", "yes", "yes")],
        &["on = [\"Tue\", \"Wed\", \"Thu\"] # not on Mondays"],
        &["on = [\"Mon\", \"Tue\", \"Thu\"] # not on Mondays"],
    );
    check("reminder", &[("to", "anybody", "not_begun")], &[], &["to = \"not_begun\""]);
    check("letter", &[("unless-sms", "yes", "untick")], &["unless = [\"sms\"]"], &[]);
    check(
        "letter",
        &[("unless-email", "", "yes")],
        &["unless = [\"sms\"]"],
        &["unless = [\"sms\", \"email\"]"],
    );
}

#[test]
fn what_is_sent_goes_in_another_way_with_other_words() {
    check(
        "reminder",
        &[("sends-sms-at", "17:00", "9:30"), ("sends-sms-to_begun", "finish-text", "")],
        &[
            "sends = [{ way = \"sms\", at = \"17:00\", message = \"reminder-text\", to_begun = \"finish-text\" }]",
        ],
        &["sends = [{ way = \"sms\", at = \"09:30\", message = \"reminder-text\" }]"],
    );
    check(
        "why-it-matters",
        &[
            ("sends-email-message", "why-it-matters", ""),
            ("sends-email-at", "10:00", "10:00"),
            ("sends-post-message", "", "reminder-letter"),
            ("sends-post-at", "", "10:00"),
        ],
        &["sends = [{ way = \"email\", at = \"10:00\", message = \"why-it-matters\" }]"],
        &["sends = [{ way = \"post\", at = \"10:00\", message = \"reminder-letter\" }]"],
    );
    check(
        "invitation",
        &[("sends-sms-message", "invitation-text", "")],
        &["  { way = \"sms\", at = \"12:00\", message = \"invitation-text\" },"],
        &[],
    );
    check(
        "coming-soon",
        &[("otherwise-post-message", "coming-soon-letter", "")],
        &["otherwise = [{ way = \"post\", at = \"10:00\", message = \"coming-soon-letter\" }]"],
        &[],
    );
}

#[test]
fn a_wave_opens_on_another_day_and_asks_another_survey() {
    let text = protocol();
    let boxes = [
        ("opens_after", "122", "125"),
        ("open_for", "56", "60"),
        ("grace", "84", ""),
        ("survey", "four-month", "four-month-short"),
    ];

    let changed = set_wave(&text, "four-month", Filled::of(&sent(&boxes), 0)).unwrap();
    let cohort = sent(&[("cohort-2", "365", "213")]);
    let sooner = set_wave(&text, "exit", Filled::of(&cohort, 0)).unwrap();

    let away = [
        "survey = \"four-month\"",
        "opens_after = 122",
        "open_for   = 56 # eight weeks",
        "grace = 84",
    ];
    let new =
        ["survey = \"four-month-short\"", "opens_after = 125", "open_for   = 60 # eight weeks"];
    assert_eq!(lines_apart(&text, &changed), away);
    assert_eq!(lines_apart(&changed, &text), new);
    assert_eq!(lines_apart(&sooner, &text), ["cohorts = [{ cohort = 2, opens_after = 213 }]"]);
}

#[test]
fn a_contact_that_is_added_stands_where_its_day_puts_it() {
    let text = protocol();
    let boxes = [
        ("key", "", "second-reminder"),
        ("after", "", "invitation"),
        ("day", "", "10"),
        ("way", "", "sms"),
        ("at", "", "17:00"),
        ("message", "", "reminder-text"),
    ];

    let typed = sent(&boxes);
    let (changed, key) = add_contact(&text, "four-month", Filled::of(&typed, 0)).unwrap();

    assert_eq!(key, "second-reminder");
    assert_eq!(lines_apart(&text, &changed), [] as [&str; 0]);
    let new = "\n[[waves.steps]]\nkey = \"second-reminder\"\nafter = \"invitation\"\nday = 10\nsends = [{ way = \"sms\", at = \"17:00\", message = \"reminder-text\" }]\n";
    assert!(changed.contains(new), "{changed}");
    let keys: Vec<_> =
        wave(&changed, "four-month").contacts.into_iter().map(|one| one.key).collect();
    assert_eq!(keys[3..6], ["why-it-matters", "second-reminder", "letter"]);
    assert_eq!(wave(&changed, "exit"), wave(&text, "exit"), "the other wave is as it was");
    let again = add_contact(&changed, "four-month", Filled::of(&typed, 0));
    assert_eq!(again, Err(NotPlanned::Taken));
}

#[test]
fn who_typed_other_days_and_a_contact_has_both_or_is_told_of_all_that_is_wrong() {
    let text = protocol();
    let boxes = |grace, day| {
        sent(&[
            ("grace", "84", grace),
            ("key", "", "second-reminder"),
            ("day", "", day),
            ("way", "", "sms"),
            ("at", "", "17:00"),
            ("message", "", "reminder-text"),
        ])
    };
    let filled = |typed: &Typed| fill_in_wave(&text, "four-month", Filled::of(typed, 0));

    let (changed, added) = filled(&boxes("99", "10")).unwrap();
    let wrong = filled(&boxes("long", "soon"));
    let (days, none) = filled(&sent(&[("grace", "84", "99"), ("key", "", "")])).unwrap();

    assert_eq!(added.as_deref(), Some("second-reminder"));
    assert_eq!(wave(&changed, "four-month").grace, "99");
    assert!(contact(&changed, "second-reminder").is_some());
    let unfit = [("grace", "long"), ("day", "soon")];
    let unfit = unfit.map(|(name, typed)| (name.to_owned(), typed.to_owned()));
    assert_eq!(wrong, Err(NotPlanned::Unfit(unfit.to_vec())));
    assert_eq!((wave(&days, "four-month").grace.as_str(), none), ("99", None));
}

#[test]
fn a_wave_of_which_nothing_was_sent_gets_its_first_contact() {
    let text = protocol();
    let (first, _) = add_contact(
        &text,
        "baseline",
        Filled::of(
            &sent(&[
                ("key", "", "welcome"),
                ("day", "", "1"),
                ("way", "", "email"),
                ("at", "", "10:00"),
                ("message", "", "invitation"),
            ]),
            0,
        ),
    )
    .unwrap();
    assert_eq!(wave(&first, "baseline").contacts.len(), 1);
    assert_eq!(wave(&first, "four-month"), wave(&text, "four-month"));
}

#[test]
fn a_contact_that_is_taken_out_takes_its_comment_along_and_nothing_else() {
    let text = protocol();
    let seen = contact(&text, "last-week").unwrap().mark();
    let typed = sent(&[("whole", &seen, "")]);

    let changed =
        remove_contact(&text, ("four-month", "last-week"), Filled::of(&typed, 0)).unwrap();

    assert_eq!(contact(&changed, "last-week"), None);
    assert_eq!(lines_apart(&changed, &text), [] as [&str; 0]);
    let gone = lines_apart(&text, &changed);
    assert!(gone.contains(
        &"# A week before the end, so that \"last week\" is true when it is read.".to_owned()
    ));
    assert_eq!(gone.iter().filter(|line| line.starts_with("key = ")).count(), 1);
    assert!(changed.contains("# Weeks of work are counted over the same year"));
    let older = sent(&[("whole", "0", "")]);
    let late = remove_contact(&text, ("four-month", "last-week"), Filled::of(&older, 0));
    assert_eq!(late, Err(NotPlanned::ChangedSince), "somebody changed it since it was seen");
}

#[test]
fn what_cannot_be_taken_is_told_box_by_box() {
    let unfit = |boxes: &[(&str, &str)]| {
        let own = |(name, typed): &(&str, &str)| ((*name).to_owned(), (*typed).to_owned());
        NotPlanned::Unfit(boxes.iter().map(own).collect())
    };
    let wrong = refused(&[("day", "3", "soon"), ("sends-sms-at", "17:00", "25:00")]);
    assert_eq!(wrong, unfit(&[("day", "soon"), ("sends-sms-at", "25:00")]));
    assert_eq!(refused(&[("day", "3", "")]), unfit(&[("day", "")]));
    assert_eq!(refused(&[("day", "3", "-3661")]), unfit(&[("day", "-3661")]));
    assert_eq!(refused(&[("sends-email-at", "", "10:00")]), unfit(&[("sends-email-message", "")]));
    assert_eq!(
        refused(&[("sends-email-message", "", "invitation")]),
        unfit(&[("sends-email-at", "")])
    );
    let empty = add_contact(&protocol(), "four-month", Filled::of(&Typed::default(), 0));
    let boxes = ["key", "day", "way", "at", "message"].map(|name| (name, ""));
    assert_eq!(empty, Err(unfit(&boxes)));
}

#[test]
fn of_two_who_change_one_contact_only_the_same_box_is_a_choice() {
    let text = protocol();
    let eves = sent(&[("day", "3", "4")]);
    let saved = set_contact(&text, REMINDER, Filled::of(&eves, 0)).unwrap();

    let devs = sent(&[("day", "3", "3"), ("to", "anybody", "begun")]);
    let both = set_contact(&saved, REMINDER, Filled::of(&devs, 0)).unwrap();
    let same = sent(&[("day", "3", "5")]);
    let apart = set_contact(&saved, REMINDER, Filled::of(&same, 0));

    let reminder = contact(&both, "reminder").unwrap();
    assert_eq!((reminder.day.as_str(), reminder.to.as_str()), ("4", "begun"));
    assert_eq!(apart, Err(NotPlanned::Both(vec!["day".to_owned()])));
    let gone = set_contact(&saved, ("four-month", "nothing"), Filled::of(&devs, 0));
    assert_eq!(gone, Err(NotPlanned::Gone));
    let broken = set_contact("[[waves]\n", REMINDER, Filled::of(&devs, 0));
    assert!(matches!(broken, Err(NotPlanned::Text(EditError::NotReadable(_)))));
}
