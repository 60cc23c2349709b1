//! What an ethics committee is given, as the site offers it.

use ::surveys::{definition::Survey, keys::SurveyKey, roles::Role};
use records::{auth::By, versions};

use super::desk::{Desk, noon};

#[tokio::test]
async fn the_pack_offers_the_version_that_nobody_is_asked_yet_and_the_one_that_was_seen() {
    let desk = Desk::open().await;
    let eve = desk.comes_in("eve@example.org", desk.of_study(Role::Evaluator)).await;
    let key = SurveyKey::new("exit").expect("a key");
    let exit = versions::find(&desk.db, &key, None).await.expect("read").expect("it is there");
    let next = Survey { version: 2, ..exit.survey.as_ref().clone() };
    let by = By::CommandLine;
    versions::publish(&desk.db, &by, &next, None, noon()).await.expect("published");
    let pack = "/staff/bridgeway/pack";

    let page = desk.opens(pack, Some(&eve)).await.body;
    let next = desk.posts(pack, "as=html&with:exit=2&since:exit=1", Some(&eve)).await.body;
    let now = desk.posts(pack, "as=html&with:exit=1&since:exit=1", Some(&eve)).await.body;

    let (_, page) = page.split_once("Exit: the version in the pack").expect("a choice");
    let (with, since) = page.split_once("the version that the committee saw last").expect("two");
    assert!(with.contains("<option value=\"2\" selected>Version 2, not in use, of "));
    assert!(since.contains("<option value=\"1\" selected>Version 1, in use, of "));
    assert!(next.contains("Exit: version 2 since version 1"));
    assert!(now.contains("<h3>Exit, version 1</h3>") && !now.contains("What changed</h2>"));
}
