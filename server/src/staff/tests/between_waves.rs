//! What an evaluator reads, before publishing, of answers in one wave beside those in another.

use ::surveys::roles::Role;

use super::desk::{Desk, form::Form};

const DRAFT: &str = "/staff/surveys/exit/draft";

#[tokio::test]
async fn eve_reads_of_each_variable_whether_it_stays_comparable_with_the_other_waves_before_she_publishes()
 {
    let desk = Desk::open().await;
    let eve = desk.comes_in("eve@example.org", desk.of_study(Role::Evaluator)).await;
    desk.posts("/staff/surveys/exit", "", Some(&eve)).await;
    let form = Form::on(&desk.opens(DRAFT, Some(&eve)).await.body, DRAFT);
    let asked = form.says("text").to_owned();
    let text = asked.replace("How is your health in general?", "How well are you, all in all?");
    assert_ne!(asked, text);
    let saved = desk.posts(DRAFT, &form.with("text", &text).then(""), Some(&eve)).await;
    assert_eq!(saved.leads_to(), format!("{DRAFT}?done=draft-saved"));

    let page = desk.opens("/staff/surveys/exit/publishing", Some(&eve)).await.body;

    let (_, waves) = page.split_once("Answers beside those of the other waves").expect("a part");
    for wave in ["baseline", "four-month"] {
        let caption = format!("Beside {wave}, what answers are good for");
        let (_, table) = waves.split_once(&caption).expect("a table of the wave");
        let (judged, _) = table.split_once("</table>").expect("it ends");
        let (_, row) = judged.split_once("<code>genhlth</code>").expect("it is asked in both");
        assert!(row.contains("Comparable with care"), "{wave}: {row}");
        assert!(row.contains("How well are you, all in all?"), "{wave}: it says why: {row}");
        let same = table.split("The same in both: ").nth(1).expect("others are asked alike");
        assert!(same.contains(" variables"), "{same}");
    }
    assert!(!waves.contains("Beside exit,"), "a wave is not beside itself");
}

#[tokio::test]
async fn a_survey_that_no_wave_asks_is_put_beside_no_wave() {
    let desk = Desk::open().await;
    let eve = desk.comes_in("eve@example.org", desk.of_study(Role::Evaluator)).await;
    desk.posts("/staff/surveys", "key=sleep&title=Sleep", Some(&eve)).await;

    let page = desk.opens("/staff/surveys/sleep/publishing", Some(&eve)).await.body;

    assert!(!page.contains("Answers beside those of the other waves"), "{page}");
}
