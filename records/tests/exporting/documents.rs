//! What tells of the files, and the standards in which responses leave: read once with all else.

use datasets::codebook::table::COLUMNS;
use records::{
    Db,
    exports::{ExportRequest, Format},
    studies::{self, StudyHandle},
};
use serde_json::Value;
use surveys::{catalogue, definition::Survey, keys::QuestionKey};

use super::{
    annas::{ANSWERS, answer, days, randomised, sent},
    dataset::{Dataset, request, take, try_take},
};
use crate::{
    databases::{Folder, both},
    study::{full_consent, noon, person, protocol, small_baseline, with_anna},
};

/// An export of all waves in these formats.
async fn taken(db: &Db, study: &StudyHandle, formats: &[Format]) -> Dataset {
    let folder = Folder::new();
    let all = ExportRequest { formats: formats.to_vec(), ..request(&folder, &[]) };
    try_take(db, study, all, days(130)).await.expect("it is written")
}

fn text(data: &Dataset, file: &str) -> String {
    String::from_utf8(data.bytes[file].clone()).expect("UTF-8")
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_asks_for_fhir_has_a_response_for_each_row_of_long_and_what_they_answer() {
    both(|db| async move {
        let study = randomised(&db).await;

        let data = taken(&db, &study, &[Format::Csv, Format::Fhir]).await;

        let asked: Value =
            serde_json::from_slice(&data.bytes["long.questionnaire.json"]).expect("JSON");
        let lines = text(&data, "long.fhir.ndjson");
        let responses: Vec<Value> =
            lines.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
        assert_eq!(asked["resourceType"], "Questionnaire");
        assert_eq!(responses.len(), data.column("long.csv", "row_key").len());
        let statuses = ["completed", "in-progress", "in-progress"];
        for (response, status) in responses.iter().zip(statuses) {
            assert_eq!(response["resourceType"], "QuestionnaireResponse");
            assert_eq!(response["questionnaire"], asked["url"]);
            assert_eq!(response["status"], status);
        }
        let linked = |of: &Value| {
            let items = of["item"].as_array().expect("items").iter();
            items.map(|item| item["linkId"].to_string()).collect::<Vec<_>>()
        };
        let questions = linked(&asked);
        assert!(responses.iter().flat_map(linked).all(|id| questions.contains(&id)));
        assert!(!data.files.contains(&"wide.fhir.ndjson".to_owned()), "{:?}", data.files);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_asks_for_odm_has_one_file_in_which_each_person_has_their_waves() {
    both(|db| async move {
        let study = randomised(&db).await;

        let data = taken(&db, &study, &[Format::Odm]).await;

        assert_eq!(data.files, ["long.odm.xml", "manifest.json"]);
        let odm = text(&data, "long.odm.xml");
        let many = |words: &str| odm.matches(words).count();
        assert_eq!([many("<SubjectData "), many("<ItemGroupData ")], [2, 3]);
        let read = days(130).format("CreationDateTime=\"%Y-%m-%dT%H:%M:%SZ\"").to_string();
        assert_eq!(many(&read), 1, "ODM demands when it was made");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_of_the_codebook_and_ddi_tell_of_every_variable_of_every_file() {
    both(|db| async move {
        let study = sent(&db).await;
        let folder = Folder::new();
        let formats = vec![Format::Html, Format::Ddi];
        let all = ExportRequest { formats, include_text: true, ..request(&folder, &[]) };

        let data = try_take(&db, &study, all, noon()).await.expect("it is written");

        let [page, ddi] = ["codebook.html", "ddi.xml"].map(|file| text(&data, file));
        assert_eq!(data.names("codebook.csv"), COLUMNS.map(|(name, _)| name));
        let names = data.column("codebook.csv", "name");
        assert!(names.iter().all(|name| page.contains(&format!("<code>{name}</code>"))));
        assert!(names.iter().all(|name| ddi.contains(&format!("name=\"{name}\""))));
        assert_eq!(
            [page.matches("<article ").count(), ddi.matches("<var ").count()],
            [names.len(); 2]
        );
        for told in ["Bridgeway", "2026-03-02 to 2026-03-02", "Web, by themselves", "pseudonymous"]
        {
            assert!(page.contains(told), "{told}");
        }
        assert!(ddi.contains("<caseQnty>2</caseQnty>"), "each file has its rows");
        for file in ["codebook.html", "ddi.xml"] {
            let entry = data.manifest.files.iter().find(|entry| entry.name == file);
            assert_eq!(entry.map(|entry| entry.columns), Some(names.len()), "{file}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_alone_tells_what_an_export_would_have_and_has_no_data_beside_it() {
    both(|db| async move {
        let data = taken(&db, &sent(&db).await, &[Format::Html]).await;

        assert_eq!(data.files, ["codebook.html", "manifest.json"]);
        assert!(!text(&data, "codebook.html").contains("<script"));
    })
    .await;
}

/// The study with another survey at its baseline.
async fn asking(db: &Db, study: &StudyHandle, baseline: Survey) -> StudyHandle {
    let mut surveys = catalogue::surveys().to_vec();
    surveys.retain(|survey| survey.key != baseline.key);
    surveys.push(baseline);
    let file = study.study().as_ref().clone();
    studies::load(db, &file, (&protocol(), None), &surveys, noon()).await.expect("it loads");
    studies::find(db, &file.key).await.expect("it is there")
}

/// The baseline's second version, with other words for one question.
fn reworded(key: &str, text: &str) -> Survey {
    let mut second = small_baseline();
    second.version = 2;
    let pages = second.sections.iter_mut().flat_map(|section| &mut section.pages);
    let own = pages.flat_map(|page| &mut page.questions).find(|own| own.key.as_str() == key);
    text.clone_into(&mut own.expect("it is asked").text);
    second
}

#[tokio::test(flavor = "multi_thread")]
async fn an_analyst_reads_in_which_section_a_question_stands_and_what_changed_of_it() {
    both(|db| async move {
        let second = reworded("hours", "How many hours did you work last week?");
        let study = asking(&db, &sent(&db).await, second).await;

        let data = taken(&db, &study, &[Format::Html, Format::Ddi]).await;

        let [page, ddi] = ["codebook.html", "ddi.xml"].map(|file| text(&data, file));
        let section = &small_baseline().sections[0].title;
        let heading = format!("{section}</bdi></h4>");
        assert!(page.contains(&heading), "no section “{section}”");
        let changed = "Version 2 against 1: wording: ";
        assert!(page.contains(changed) && ddi.contains(changed));
        let of_hours = page.split("<article ").find(|own| own.contains("<code>w0_hours</code>"));
        assert!(of_hours.is_some_and(|own| own.contains(changed)));
        let of_another = page.split("<article ").find(|own| own.contains("<code>w0_d_age</code>"));
        assert!(of_another.is_some_and(|own| !own.contains(changed)));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn words_that_may_not_be_given_out_are_not_told_where_they_changed() {
    both(|db| async move {
        let mut second = reworded("hours", "How many licensed hours?");
        let pages = second.sections.iter_mut().flat_map(|section| &mut section.pages);
        let questions = pages.flat_map(|page| &mut page.questions);
        questions.filter(|own| own.key.as_str() == "hours").for_each(|own| own.withheld = true);
        let study = asking(&db, &sent(&db).await, second).await;

        let data = taken(&db, &study, &[Format::Csv, Format::Html, Format::Ddi]).await;

        for (file, bytes) in &data.bytes {
            let said = String::from_utf8_lossy(bytes);
            assert!(!said.contains("licensed"), "{file}");
        }
        assert!(text(&data, "codebook.html").contains("its words are not given out"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_question_that_is_called_like_a_word_of_stata_is_exported_all_the_same() {
    both(|db| async move {
        let study = with_anna(&db).await;
        let mut second = small_baseline();
        second.version = 2;
        let mut more = second.questions().find(|own| own.key.as_str() == "hours").unwrap().clone();
        more.key = QuestionKey::new("all").expect("a key");
        second.sections[0].pages[2].questions.push(more);
        let study = asking(&db, &study, second).await;
        let ben = person(&db, &study, "1002", None, noon()).await;
        records::consent::give(&db, &ben, &full_consent(&study), noon()).await.expect("he agrees");
        answer(&db, &ben, &ANSWERS[..2]).await;
        answer(&db, &ben, &[("hours", "hours=20&all=4")]).await;

        let data = take(&db, &study, &["baseline"], noon()).await;

        assert_eq!(data.column("wide.csv", "w0_all"), ["-7", "4"]);
        assert_eq!(data.column("long.csv", "v_all"), ["-7", "4"]);
        assert!(data.column("codebook.csv", "name").contains(&"v_all".to_owned()));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_title_of_a_file_fits_where_spss_and_stata_show_it() {
    both(|db| async move {
        let folder = Folder::new();
        let formats = vec![Format::Sav, Format::Dta];
        let all = ExportRequest { formats, include_text: true, ..request(&folder, &[]) };

        let data = try_take(&db, &sent(&db).await, all, noon()).await.expect("it is written");

        for file in &data.manifest.files {
            let of_file = |lost: &str| ["label-cut", "note-cut"].contains(&lost);
            let cut = file.losses.iter().find(|loss| loss.variable.is_none() && of_file(loss.lost));
            assert_eq!(cut, None, "{}", file.name);
        }
    })
    .await;
}
