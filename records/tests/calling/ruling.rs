//! Rules of calling are data.

use records::{
    auth::By,
    calls::{self, InsteadOf, NewRules, RulesError},
};
use surveys::calls::CallRules;

use crate::{
    databases::both,
    room::{Room, march},
};

#[tokio::test]
async fn rules_hold_from_the_moment_at_which_they_are_set_and_say_why_they_change() {
    both(|db| async move {
        let room = Room::with_anna_alone(db).await;
        let (db, by, study) = (&room.db, By::CommandLine, &room.study);
        assert_eq!(calls::rules(db, study).await.expect("the usual ones").version, 0);
        let set = |rules: CallRules, why: Option<&'static str>| {
            let by = by.clone();
            async move {
                let new = NewRules::in_any_case(&rules, why);
                calls::set_rules(db, &by, study, new, march("3T11:00")).await
            }
        };
        let short = CallRules { lease_minutes: 5, ..CallRules::usual() };

        assert_eq!(set(CallRules::usual(), None).await.expect("they hold already"), 0);
        assert_eq!(set(short.clone(), None).await.expect("set"), 1);
        assert_eq!(set(short, None).await.expect("nothing new"), 1);
        assert!(matches!(set(CallRules::usual(), None).await, Err(RulesError::NoReason)));
        let never = CallRules { lease_minutes: 0, ..CallRules::usual() };
        assert!(matches!(set(never, Some("Quick")).await, Err(RulesError::Amiss(_))));

        let given = room.gives(&room.noor, "3T11:01").await.expect("Anna");
        assert_eq!(given.until, march("3T11:06"));
        let set = "SELECT actor || ' ' || object AS told FROM audit WHERE action = 'rules of calling set'";
        assert_eq!(room.told(set).await, ["command line rules of calling 1"]);
    })
    .await;
}

#[tokio::test]
async fn rules_that_were_written_while_somebody_else_set_others_are_not_set() {
    both(|db| async move {
        let room = Room::with_anna_alone(db).await;
        let (db, by, study) = (&room.db, By::CommandLine, &room.study);
        let (five, six) = (
            CallRules { lease_minutes: 5, ..CallRules::usual() },
            CallRules { lease_minutes: 6, ..CallRules::usual() },
        );
        let over_the_usual =
            |rules| NewRules { rules, reason: Some("Quick"), instead_of: InsteadOf::Usual };
        let now = march("3T11:00");
        let first = calls::set_rules(db, &by, study, over_the_usual(&five), now).await;
        assert_eq!(first.expect("set"), 1);

        let second = calls::set_rules(db, &by, study, over_the_usual(&six), now).await;
        assert!(matches!(second, Err(RulesError::Meanwhile(1))));
        assert_eq!(calls::rules(db, study).await.expect("rules").rules, five);
        let same = calls::set_rules(db, &by, study, over_the_usual(&five), now).await;
        assert_eq!(same.expect("they hold already"), 1);
        let unseen = NewRules { instead_of: InsteadOf::Unknown, ..over_the_usual(&six) };
        let unseen = calls::set_rules(db, &by, study, unseen, now).await;
        assert!(matches!(unseen, Err(RulesError::Meanwhile(1))));
        let seen = NewRules { instead_of: InsteadOf::Version(1), ..over_the_usual(&six) };
        let seen = calls::set_rules(db, &by, study, seen, now).await;
        assert_eq!(seen.expect("set"), 2);
    })
    .await;
}
