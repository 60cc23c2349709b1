//! Terms: checked beside the consent form, published for good, counted up.

use records::{
    auth::By,
    terms::{self, TermsError},
};

use super::{TERMS, at, file, publish, told};
use crate::{databases::both, study::with_anna};

/// The terms as another version, in which an agreement ends later.
fn second() -> String {
    TERMS.replace("version = 1", "version = 2").replace("2029-08-31", "2030-08-31")
}

#[tokio::test(flavor = "multi_thread")]
async fn terms_are_published_once_as_the_file_that_was_brought_and_the_audit_says_so() {
    both(|db| async move {
        let study = with_anna(&db).await;
        assert!(terms::current(db.read(), 1).await.expect("an answer").is_none());
        publish(&db, &study, TERMS).await;
        let with_comment = file(&format!("# The same.\n{TERMS}"));
        let again =
            terms::publish(&db, &By::CommandLine, &study, &with_comment, at("2026-09-02")).await;
        assert!(!again.expect("it holds already").is_new, "another comment is no other version");
        publish(&db, &study, &second()).await;

        let all = terms::versions(&db, &study).await.expect("they are listed");
        assert_eq!(all.iter().map(|kept| kept.version).collect::<Vec<_>>(), [2, 1]);
        let first = terms::show(&db, &study, Some(1)).await.expect("it is there");
        assert_eq!(first.text, TERMS);
        let holds = terms::show(&db, &study, None).await.expect("one holds");
        assert_eq!(holds.terms.linkage.owners[0].agreed_to.to_string(), "2030-08-31");
        let entries = "SELECT actor || ': ' || object AS told FROM audit \
             WHERE action = 'terms published' ORDER BY id";
        let expected = ["command line: terms 1", "command line: terms 2"];
        assert_eq!(told(&db, entries).await, expected);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn terms_to_which_nobody_agreed_or_with_another_number_are_refused_and_not_kept() {
    both(|db| async move {
        let study = with_anna(&db).await;
        publish(&db, &study, TERMS).await;
        let refused = async |text: &str| {
            let by = By::CommandLine;
            terms::publish(&db, &by, &study, &file(text), at("2026-09-02")).await.unwrap_err()
        };

        let nobody_agreed = refused(&second().replace("\"C5\"", "\"C7\"")).await;
        let faults = nobody_agreed.to_string();
        assert!(
            faults.contains("statement C7 does not permit that records are linked"),
            "{faults}"
        );
        let changed = TERMS.replace("2029-08-31", "2030-08-31");
        assert!(matches!(refused(&changed).await, TermsError::Taken(1)));
        let ahead = second().replace("version = 2", "version = 4");
        assert!(matches!(refused(&ahead).await, TermsError::Ahead { holds: 1, given: 4 }));
        let same = TERMS.replace("version = 1", "version = 2");
        assert!(matches!(refused(&same).await, TermsError::Same(1)));
        publish(&db, &study, &second()).await;
        assert!(matches!(refused(TERMS).await, TermsError::Behind { holds: 2, given: 1 }));
        assert_eq!(terms::versions(&db, &study).await.expect("they are listed").len(), 2);
    })
    .await;
}
