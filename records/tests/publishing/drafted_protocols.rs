//! The next version of a protocol as a draft: kept with its faults, shared by two who write, and gone once it is published.

use records::{
    Db,
    auth::{By, SurveyWriter},
    protocols::{self, Draft, DraftError, Written, draft, next_files, save, throw_away},
    studies::StudyHandle,
};
use surveys::{authoring::File, protocol::Protocol};

use super::{another, databases::both, evaluator, eve, told};
use crate::study::{noon, protocol, with_anna};

const OWN: &str = protocols::OWN_FILE;

/// What a page of the next version shows: the draft, or what holds.
async fn seen(db: &Db, study: &StudyHandle) -> Vec<File> {
    match draft(db, study).await.expect("a draft, or none") {
        Some(draft) => draft.files.into_iter().map(|one| one.file).collect(),
        None => next_files(&protocols::current(db, study).await.expect("it holds").protocol),
    }
}

/// The boxes of a page, in which this was done to one.
fn written(seen: &[File], file: &str, change: impl Fn(&str) -> String) -> Vec<Written> {
    let of = |one: &File| {
        let text = if one.name == file { change(&one.text) } else { one.text.clone() };
        Written { file: File { name: one.name.clone(), text }, seen: one.text.clone() }
    };
    seen.iter().map(of).collect()
}

async fn there(db: &Db, study: &StudyHandle) -> Draft {
    draft(db, study).await.expect("the database").expect("there is a draft")
}

fn text<'a>(draft: &'a Draft, file: &str) -> &'a str {
    &draft.files.iter().find(|one| one.file.name == file).expect("it has such a file").file.text
}

async fn carys(db: &Db, study: &StudyHandle) -> By<SurveyWriter> {
    let carys = evaluator(db, "carys@example.org", study).await;
    By::Staff(carys.survey_writer().expect("she writes surveys"))
}

#[tokio::test(flavor = "multi_thread")]
async fn what_eve_writes_of_the_next_protocol_is_kept_with_its_faults_and_nobody_follows_it() {
    both(|db| async move {
        let study = with_anna(&db).await;
        let eve = eve(&db, &study).await;
        let begun = seen(&db, &study).await;
        let same = save(&db, &eve, &study, written(&begun, OWN, str::to_owned), noon()).await;
        assert!(same.expect("nothing to save").draft.is_none());

        let half = written(&begun, OWN, |text| format!("{text}\n[[waves"));
        let saved = save(&db, &eve, &study, half, noon()).await.expect("it is saved");

        assert!(!saved.is_of_both);
        let draft = there(&db, &study).await;
        assert!(text(&draft, OWN).ends_with("\n[[waves"));
        assert_eq!(draft.follows, 1);
        let last = draft.last().expect("a file");
        assert_eq!((last.changed_at, last.changed_by.as_str()), (noon(), &*eve.actor()));
        let holds = protocols::current(&db, &study).await.expect("it holds");
        assert_eq!((holds.protocol.version, &*holds.protocol), (1, &protocol()));
        let told = told(&db, "protocol draft").await;
        assert_eq!(told, [format!("{}: protocol draft saved protocol.toml", eve.actor())]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_eve_and_carys_write_in_different_lines_goes_together() {
    both(|db| async move {
        let study = with_anna(&db).await;
        let (eve, carys) = (eve(&db, &study).await, carys(&db, &study).await);
        let begun = seen(&db, &study).await;
        let eves = written(&begun, OWN, |text| format!("# Eve was here\n{text}"));
        let caryss = written(&begun, OWN, |text| format!("{text}# Carys was here\n"));

        save(&db, &eve, &study, eves, noon()).await.expect("Eve is first");
        let saved = save(&db, &carys, &study, caryss, noon()).await.expect("Carys joins");

        assert!(saved.is_of_both);
        let draft = there(&db, &study).await;
        assert!(text(&draft, OWN).starts_with("# Eve was here\n"));
        assert!(text(&draft, OWN).ends_with("# Carys was here\n"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn carys_does_not_save_over_a_line_that_eve_changed_before_she_has_seen_it() {
    both(|db| async move {
        let study = with_anna(&db).await;
        let (eve, carys) = (eve(&db, &study).await, carys(&db, &study).await);
        let begun = seen(&db, &study).await;
        let late = |hours: &'static str| {
            move |text: &str| text.replace("version = 2", &format!("version = {hours}"))
        };
        save(&db, &eve, &study, written(&begun, OWN, late("3")), noon())
            .await
            .expect("Eve is first");

        let caryss = written(&begun, OWN, late("4"));
        let refused = save(&db, &carys, &study, caryss.clone(), noon()).await;

        assert!(matches!(refused, Err(DraftError::ChangedMeanwhile)));
        assert!(text(&there(&db, &study).await, OWN).contains("version = 3"), "nothing is saved");
        let now = seen(&db, &study).await;
        let shown = protocols::joined(&now, caryss);
        let clash = &shown[0].clashes[0];
        assert_eq!((&*clash.theirs, &*clash.mine), ("version = 3\n", "version = 4\n"));
        assert!(shown[0].file.text.contains("version = 4"), "what she typed stays in the box");
        let again = written(&now, OWN, |_| shown[0].file.text.clone());
        save(&db, &carys, &study, again, noon()).await.expect("she has seen it");
        assert!(text(&there(&db, &study).await, OWN).contains("version = 4"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_language_comes_and_goes_with_its_file_and_a_protocol_has_no_others() {
    both(|db| async move {
        let study = with_anna(&db).await;
        let eve = eve(&db, &study).await;
        let named = |name: &str, text: &str, seen: &str| Written {
            file: File { name: name.to_owned(), text: text.to_owned() },
            seen: seen.to_owned(),
        };
        let welsh = vec![named("messages.cy.toml", "[words]\n", "")];
        save(&db, &eve, &study, welsh, noon()).await.expect("it is saved");
        assert_eq!(text(&there(&db, &study).await, "messages.cy.toml"), "[words]\n");
        assert_eq!(there(&db, &study).await.files.first().map(|one| &*one.file.name), Some(OWN));

        let none = vec![named("messages.cy.toml", " \n", "[words]\n")];
        save(&db, &eve, &study, none, noon()).await.expect("it is saved");
        let all = there(&db, &study).await.files;
        assert!(all.iter().all(|one| one.file.name != "messages.cy.toml"));
        let other = save(&db, &eve, &study, vec![named("../keys", "x", "")], noon()).await;
        assert!(matches!(other, Err(DraftError::NoSuchFile(name)) if name == "../keys"));
        let long = vec![named("messages.fr.toml", &"x".repeat(512 * 1024), "")];
        let long = save(&db, &eve, &study, long, noon()).await;
        assert!(matches!(long, Err(DraftError::TooLong)));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_goes_when_just_that_is_published_and_stays_when_something_else_is() {
    both(|db| async move {
        let study = with_anna(&db).await;
        let eve = eve(&db, &study).await;
        let begun = seen(&db, &study).await;
        let later = |text: &str| text.replace("hours_late = ", "hours_late = 1");
        save(&db, &eve, &study, written(&begun, OWN, later), noon()).await.expect("it is saved");
        let why = Some("Later");
        let other = Protocol { version: 2, hours_between: 72, ..protocol() };
        protocols::publish(&db, &By::CommandLine, &study, &other, why, noon()).await.expect("2");
        let draft = there(&db, &study).await;
        assert_eq!(draft.follows, 1, "it stays, and says what it was made from");

        let three = written(&seen(&db, &study).await, OWN, |text| {
            text.replace("version = 2", "version = 3")
        });
        save(&db, &eve, &study, three, noon()).await.expect("it is saved");
        let files = seen(&db, &study).await;
        let read = surveys::authoring::ProtocolFiles::read(&files[0], &files[1..]);
        let three = read.expect("it has no faults").protocol;
        protocols::publish(&db, &eve, &study, &three, why, noon()).await.expect("3");

        assert!(protocols::draft(&db, &study).await.unwrap().is_none());
        assert!(told(&db, "protocol draft thrown").await.is_empty());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_is_thrown_away_as_it_was_seen_by_whoever_evaluates_the_study() {
    both(|db| async move {
        let study = with_anna(&db).await;
        let other = another(&db, &study).await;
        let eve = eve(&db, &study).await;
        let dev = evaluator(&db, "dev@example.org", &other).await.survey_writer();
        let dev = By::Staff(dev.expect("he writes surveys"));
        let begun = seen(&db, &study).await;
        let note = |words: &'static str| move |text: &str| format!("# {words}\n{text}");
        let devs = save(&db, &dev, &study, written(&begun, OWN, note("mine")), noon()).await;
        assert!(matches!(devs, Err(DraftError::NotTheirs)));
        save(&db, &eve, &study, written(&begun, OWN, note("one")), noon()).await.expect("saved");
        let mark = there(&db, &study).await.mark();
        let now = seen(&db, &study).await;
        save(&db, &eve, &study, written(&now, OWN, note("two")), noon()).await.expect("saved");

        let late = throw_away(&db, &eve, &study, &mark, noon()).await;
        assert!(matches!(late, Err(DraftError::ChangedMeanwhile)));
        let mark = there(&db, &study).await.mark();
        let devs = throw_away(&db, &dev, &study, &mark, noon()).await;
        assert!(matches!(devs, Err(DraftError::NotTheirs)));
        throw_away(&db, &eve, &study, &mark, noon()).await.expect("it goes");

        assert!(draft(&db, &study).await.unwrap().is_none());
        let thrown = told(&db, "protocol draft thrown").await;
        assert!(thrown.iter().any(|one| one.ends_with("protocol.toml")), "{thrown:?}");
        let twice = throw_away(&db, &eve, &study, &mark, noon()).await;
        assert!(matches!(twice, Err(DraftError::NoDraft)));
    })
    .await;
}
