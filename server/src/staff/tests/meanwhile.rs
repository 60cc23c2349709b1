//! Eve and Carys change one draft at one time, by choosing and in its text: neither loses work, and nobody undoes
//! what the other did without having seen it.

use ::surveys::roles::Role;
use axum::http::StatusCode;

use super::desk::{Answer, Desk, form::Form};

pub const AT: &str = "/staff/surveys/sleep";
pub const FIRST: &str = "/staff/surveys/sleep/arranging/first";
pub const LIST: &str = "/staff/surveys/sleep/arranging";
const WOKE: &str =
    "after=&text=How+often+did+you+wake+up%3F&key=woke&kind=number&least=0&most=20&then=add";
const BOTH: &str = "The same thing was changed elsewhere while you had this page open";

/// Two evaluators with one draft.
pub struct Two {
    pub desk: Desk,
    pub eve: String,
    pub carys: String,
}

impl Two {
    pub async fn open() -> Self {
        let desk = Desk::open().await;
        let eve = desk.comes_in("eve@example.org", desk.of_study(Role::Evaluator)).await;
        let carys = desk.comes_in("carys@example.org", desk.of_study(Role::Evaluator)).await;
        desk.posts("/staff/surveys", "key=sleep&title=Sleep", Some(&eve)).await;
        let two = Self { desk, eve, carys };
        two.posts(&two.eve, LIST, WOKE).await;
        two
    }

    /// What a page has in its boxes as it is now.
    pub async fn sees(&self, page: &str) -> Form {
        Form::on(&self.desk.opens(page, Some(&self.eve)).await.body, page)
    }

    pub async fn posts(&self, who: &str, page: &str, form: &str) -> Answer {
        self.desk.posts(page, form, Some(who)).await
    }

    /// Eve presses a button: it is saved.
    pub async fn eve_saves(&self, form: &Form, then: &str) {
        let saved = self.posts(&self.eve, &form.address, &form.then(then)).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
    }

    /// Eve presses a button: it is not saved, and she is told why.
    pub async fn eve_is_told(&self, form: &Form, then: &str, told: &str) -> Answer {
        let before = self.text().await;
        let answer = self.posts(&self.eve, &form.address, &form.then(then)).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", answer.leads_to());
        assert!(answer.body.contains(told), "{}", answer.body);
        assert_eq!(self.text().await, before, "nothing is changed");
        answer
    }

    pub async fn carys_saves(&self, form: &Form, then: &str) {
        let saved = self.posts(&self.carys, &form.address, &form.then(then)).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
    }

    /// Carys writes in the text: something else in the place of this.
    pub async fn carys_writes(&self, from: &str, to: &str) {
        let form = self.sees(&format!("{AT}/draft")).await;
        let text = form.says("text").to_owned();
        assert!(text.contains(from), "{from}: {text}");
        self.carys_saves(&form.with("text", &text.replacen(from, to, 1)), "").await;
    }

    pub async fn text(&self) -> String {
        self.sees(&format!("{AT}/draft")).await.says("text").to_owned()
    }
}

#[tokio::test]
async fn two_people_choose_in_one_question_and_neither_loses_work() {
    let two = Two::open().await;
    two.eve_saves(&two.sees(FIRST).await.ticking("alert-1", "1"), "save").await;
    let (eves, caryss) = (two.sees(FIRST).await, two.sees(FIRST).await);
    let caryss = caryss.ticking("alert-2", "1").ticking("sensitive", "yes");
    two.carys_saves(&caryss.with("option-1-text", "Very well").with("option", "So so"), "save")
        .await;

    let eves =
        eves.with("text", "Did you rest?").ticking("alert-3", "2").ticking("optional", "yes");
    let eves = eves.clearing("alert-1", "1");
    two.eve_saves(&eves.with("option-2-text", "Badly"), "save").await;

    let now = two.sees(FIRST).await;
    assert_eq!(now.says("text"), "Did you rest?");
    assert_eq!(now.says("option-1-text"), "Very well");
    assert_eq!(now.says("option-2-text"), "Badly");
    assert_eq!(now.says("option-3-text"), "So so");
    assert!(now.has("alert-2", "1") && now.has("alert-3", "2") && !now.has("alert-1", "1"));
    assert!(now.has("sensitive", "yes") && now.has("optional", "yes"));
}

#[tokio::test]
async fn saving_again_after_a_conflict_undoes_nothing_that_a_colleague_did() {
    let two = Two::open().await;
    let (eves, caryss) = (two.sees(FIRST).await, two.sees(FIRST).await);
    let caryss = caryss.with("text", "How do you feel?").ticking("alert-2", "1");
    two.carys_saves(&caryss.ticking("sensitive", "yes").with("hint", "Today."), "save").await;

    let eves = eves.with("text", "Did you rest?");
    let late = two.eve_is_told(&eves, "save", BOTH).await;
    assert!(late.body.contains("“How do you feel?” stands here by now"));
    let again = Form::on(&late.body, FIRST);
    assert_eq!(again.says("text"), "Did you rest?");
    assert_eq!(again.says("hint"), "Today.", "what she left alone is theirs");
    two.eve_saves(&again, "save").await;

    let now = two.sees(FIRST).await;
    assert_eq!((now.says("text"), now.says("hint")), ("Did you rest?", "Today."));
    assert!(now.has("alert-2", "1") && now.has("sensitive", "yes"));
}

#[tokio::test]
async fn of_two_wordings_somebody_may_keep_that_of_the_other() {
    let two = Two::open().await;
    let (eves, caryss) = (two.sees(FIRST).await, two.sees(FIRST).await);
    two.carys_saves(&caryss.with("text", "How do you feel?"), "save").await;
    let eves = eves.with("text", "Did you rest?").with("label", "Rest");
    let late = two.eve_is_told(&eves, "save", "Keep what stands: “How do you feel?”").await;

    two.eve_saves(&Form::on(&late.body, FIRST).ticking("keep:text", "yes"), "save").await;

    let now = two.sees(FIRST).await;
    assert_eq!((now.says("text"), now.says("label")), ("How do you feel?", "Rest"));
}

#[tokio::test]
async fn an_option_that_a_colleague_reworded_is_not_taken_out_unseen_and_words_for_one_that_is_gone_are_told()
 {
    let two = Two::open().await;
    let before = two.sees(FIRST).await;
    two.carys_saves(&before.clone().with("option-2-text", "Badly"), "save").await;

    let told = "Somebody changed this option since you opened this page";
    let late = two.eve_is_told(&before, "without/2", told).await;
    assert!(late.body.contains("Option 2 says “Badly” now"));
    two.eve_saves(&Form::on(&late.body, FIRST), "without/2").await;
    let gone = two.eve_is_told(&before.with("option-2-text", "Poorly"), "save", BOTH).await;
    assert!(gone.body.contains("What you wrote, and has no box any more"));
    assert!(gone.body.contains("Option 2: Words") && gone.body.contains("Poorly"));
    two.eve_saves(&Form::on(&gone.body, FIRST), "save").await;
}

#[tokio::test]
async fn a_form_that_says_only_how_old_it_is_overwrites_nobody() {
    let two = Two::open().await;
    let form = "revision=1&text=Did+you+rest%3F&then=save";
    let late = two.posts(&two.eve, FIRST, form).await;
    assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
    let newest = two.posts(&two.eve, FIRST, &form.replace("=1&", "=2&")).await;
    assert_eq!(newest.leads_to(), format!("{FIRST}?done=draft-saved"));
}

#[tokio::test]
async fn whoever_chooses_saves_while_a_colleague_types_elsewhere_in_the_draft() {
    let two = Two::open().await;
    let settings = format!("{AT}/settings");
    let (question, said) = (two.sees(FIRST).await, two.sees(&settings).await);
    let (page, list) = (two.sees(&format!("{AT}/pages/0.0")).await, two.sees(LIST).await);
    two.carys_writes("How often did you wake up?", "How often did you wake?").await;
    two.carys_writes("title = \"Sleep\"", "title = \"Sleep well\"").await;

    two.eve_saves(&question.with("text", "Did you rest?"), "save").await;
    two.eve_saves(&said.with("minutes", "4"), "save").await;
    two.eve_saves(&page.with("intro", "Think of last night."), "save").await;
    two.eve_is_told(&list, "remove/woke", "Somebody changed this since you opened this page").await;

    let text = two.text().await;
    for said in ["you wake?", "Sleep well", "Did you rest?", "minutes = 4", "Think of last night."]
    {
        assert!(text.contains(said), "{said}: {text}");
    }
}

#[tokio::test]
async fn what_a_colleague_moved_is_changed_where_it_is_now() {
    let two = Two::open().await;
    let (page, sections) = (two.sees(&format!("{AT}/pages/0.1")).await, two.sees(LIST).await);
    two.carys_saves(&two.sees(LIST).await.with("title", "Before"), "section").await;
    two.carys_saves(&two.sees(LIST).await, "section-up/1").await;
    two.carys_saves(&two.sees(&format!("{AT}/pages/1.1")).await, "up").await;

    two.eve_saves(&page.with("title", "Nights"), "save").await;
    two.eve_saves(&sections.with("title-0", "Sleep"), "sections").await;

    let outline = ::surveys::editing::outline(&two.text().await).unwrap();
    assert_eq!(outline.sections[0].title, "Before");
    assert_eq!(outline.sections[1].title, "Sleep");
    let page = &outline.sections[1].pages[0];
    assert_eq!((page.questions[0].key.as_str(), page.title.as_deref()), ("woke", Some("Nights")));
}

#[tokio::test]
async fn a_page_a_check_and_the_settings_show_both_where_two_wrote_in_one_box() {
    let two = Two::open().await;
    let new = "revision=2&how=above&with=7&level=soft&say=Sure%3F&at=woke&key=ck_woke&then=save";
    two.posts(&two.eve, &format!("{AT}/checks/new.woke"), new).await;
    for (page, name, theirs) in [
        ("settings", "title", "Good sleep"),
        ("pages/0.0", "title", "Today"),
        ("checks/0", "say", "Really?"),
    ] {
        let at = format!("{AT}/{page}");
        let (eves, caryss) = (two.sees(&at).await, two.sees(&at).await);
        two.carys_saves(&caryss.with(name, theirs), "save").await;

        let late = two.eve_is_told(&eves.with(name, "Mine?"), "save", BOTH).await;
        assert!(late.body.contains(&format!("“{theirs}” stands here by now")), "{page}");
        let again = Form::on(&late.body, &at);
        assert_eq!(again.says(name), "Mine?", "{page}");
        two.eve_saves(&again, "save").await;
        assert_eq!(two.sees(&at).await.says(name), "Mine?", "{page}");
    }
}

#[tokio::test]
async fn into_a_condition_that_a_colleague_changed_nothing_is_chosen_unseen() {
    let two = Two::open().await;
    let (when, new) = (format!("{AT}/when/question.woke"), "new/first");
    two.eve_saves(&two.sees(&when).await.with("when", "first = 1"), "text").await;
    let (row, rows) = (two.sees(&format!("{when}/{new}")).await, two.sees(&when).await);
    let row = row.ticking("how", "is").ticking("with", "2");
    two.carys_saves(&rows.clone().with("when", "first = 2"), "text").await;

    let told = "Somebody changed this condition since you opened this page";
    two.eve_is_told(&rows, "without/0/0", told).await;
    let late = two.eve_is_told(&row, "add", told).await;
    assert!(late.body.contains("The condition so far: first = 2."));
    let again = Form::on(&late.body, &row.address);
    assert!(again.has("how", "is") && again.has("with", "2"), "what was chosen stays chosen");
    let sentence = rows.with("when", "cohort = empact");
    let late = two.eve_is_told(&sentence, "text", BOTH).await;
    assert!(late.body.contains("cohort = empact") && late.body.contains("“first = 2”"));
}

#[tokio::test]
async fn of_several_who_save_at_one_moment_none_is_sent_away() {
    let two = Two::open().await;
    let form = two.sees(FIRST).await;
    let forms = ["text", "hint", "label", "spoken"].map(|name| form.clone().with(name, "Rested?"));
    let [one, other, third, last] = &forms;

    tokio::join!(
        two.eve_saves(one, "save"),
        two.carys_saves(other, "save"),
        two.eve_saves(third, "save"),
        two.carys_saves(last, "save"),
    );

    let now = two.sees(FIRST).await;
    for name in ["text", "hint", "label", "spoken"] {
        assert_eq!(now.says(name), "Rested?", "{name}");
    }
}
