//! Somebody is found by what is sealed, without opening it.

use records::{Kind, people};

use super::sealing::{enrolled, found, told};
use crate::{databases::both, study::noon};

#[tokio::test(flavor = "multi_thread")]
async fn somebody_is_found_by_their_number_however_it_is_typed_and_the_trail_tells_who_looked() {
    both(|db| async move {
        let study = enrolled(&db).await;

        assert_eq!(found(&db, &study, "+44 7700 900 777").await, ["1003"]);
        assert_eq!(found(&db, &study, "07700 900778").await, Vec::<String>::new());
        let by_email = (Kind::Email, " Zebedee@Larkfield.example.org ");
        let found = people::find(&db, &study, by_email, noon()).await.expect("an answer");
        assert_eq!(found, ["1003"]);
        let trail = "SELECT actor || ', ' || action || ', ' || object AS told FROM audit \
            WHERE action LIKE 'looked up%' ORDER BY id";
        assert_eq!(
            told(db.read(), trail).await,
            [
                "command line, looked up by telephone number, bridgeway: 1003",
                "command line, looked up by telephone number, bridgeway: ",
                "command line, looked up by email, bridgeway: 1003",
            ]
        );
    })
    .await;
}
