//! The files themselves: described, the same again, and never half there.

use chrono::TimeDelta;
use insta::{allow_duplicates, assert_snapshot};
use records::exports::{ExportError, ExportRequest};

use super::{
    annas::sent,
    dataset::{request, take, try_take},
};
use crate::{
    databases::{Folder, both},
    study::{noon, wave, with_anna},
};

#[tokio::test(flavor = "multi_thread")]
async fn the_codebook_explains_every_column_of_every_file() {
    both(|db| async move {
        let data = take(&db, &sent(&db).await, &["baseline"], noon()).await;
        let names = data.column("codebook.csv", "name");
        let mut columns = data.names("participants.csv");
        columns.extend(data.names("wide.csv"));
        for file in ["long.csv", "paradata.csv", "calls.csv", "messages.csv", "pages.csv"] {
            columns.extend(data.names(file));
        }
        assert_eq!(names, columns);
        let about = data.file("codebook.csv");
        let about = about.lines().filter(|line| line.contains("w0_empact_01") || line.contains("w0_hours"));
        allow_duplicates! {
            assert_snapshot!(about.collect::<Vec<_>>().join("\n"), @r"
            wide.csv,w0_empact_01,baseline,Were you doing any of these?: Working,Were you doing any of these?,always,code,0=Not ticked; 1=Ticked; -1=Not applicable (routed past); -2=Not asked in this version or mode; -3=Not due or not invited; -4=Window closed without response; -5=Withdrawn before the wave; -6=Left blank; -7=Not reached; -8=Don't know; -9=Prefer not to say,
            wide.csv,w0_hours,baseline,How many hours a week?,How many hours a week?,empact = 1,number,-1=Not applicable (routed past); -2=Not asked in this version or mode; -3=Not due or not invited; -4=Window closed without response; -5=Withdrawn before the wave; -6=Left blank; -7=Not reached; -8=Don't know; -9=Prefer not to say,
            ");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_data_give_the_same_bytes_and_the_manifest_knows_them() {
    both(|db| async move {
        let study = sent(&db).await;
        let first = take(&db, &study, &["baseline"], noon()).await;
        let again = take(&db, &study, &["baseline"], noon() + TimeDelta::hours(3)).await;
        assert_eq!(first.bytes, again.bytes);
        assert_eq!(first.manifest, again.manifest);
        allow_duplicates! {
            assert_snapshot!(first.without_hashes("manifest.json"), @r#"
            {
              "software": "throughline",
              "software_version": "0.1.0",
              "study": "bridgeway",
              "waves": [
                "baseline"
              ],
              "text_included": false,
              "surveys": [
                {
                  "wave": "baseline",
                  "survey": "baseline",
                  "version": 1,
                  "sha256": "SHA-256"
                }
              ],
              "consent_form_versions": [
                1
              ],
              "files": [
                {
                  "name": "participants.csv",
                  "sha256": "SHA-256",
                  "bytes": 1124,
                  "rows": 2,
                  "columns": 45
                },
                {
                  "name": "wide.csv",
                  "sha256": "SHA-256",
                  "bytes": 470,
                  "rows": 2,
                  "columns": 21
                },
                {
                  "name": "long.csv",
                  "sha256": "SHA-256",
                  "bytes": 453,
                  "rows": 2,
                  "columns": 23
                },
                {
                  "name": "paradata.csv",
                  "sha256": "SHA-256",
                  "bytes": 367,
                  "rows": 2,
                  "columns": 17
                },
                {
                  "name": "calls.csv",
                  "sha256": "SHA-256",
                  "bytes": 122,
                  "rows": 0,
                  "columns": 13
                },
                {
                  "name": "messages.csv",
                  "sha256": "SHA-256",
                  "bytes": 123,
                  "rows": 0,
                  "columns": 12
                },
                {
                  "name": "pages.csv",
                  "sha256": "SHA-256",
                  "bytes": 447,
                  "rows": 5,
                  "columns": 9
                },
                {
                  "name": "codebook.csv",
                  "sha256": "SHA-256",
                  "bytes": 37651,
                  "rows": 140,
                  "columns": 9
                }
              ]
            }
            "#);
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_folder_that_is_in_use_is_replaced_only_when_asked_and_strangers_stay() {
    both(|db| async move {
        let (study, folder) = (sent(&db).await, Folder::new());
        let out = folder.0.join("out");
        std::fs::create_dir(&out).unwrap();
        std::fs::write(out.join("analysis.R"), "mine").unwrap();
        let before = ["text.csv", "long.odm.xml", "ddi.xml", "long.questionnaire.json"];
        before.iter().for_each(|file| std::fs::write(out.join(file), "from before").unwrap());

        let refused = try_take(&db, &study, request(&folder, &[]), noon()).await;
        assert!(matches!(refused, Err(ExportError::NotEmpty(_))));
        assert_eq!(std::fs::read_dir(&folder.0).unwrap().count(), 1);

        let replacing = ExportRequest { replace: true, ..request(&folder, &[]) };
        try_take(&db, &study, replacing, noon()).await.unwrap();
        assert_eq!(std::fs::read_to_string(out.join("analysis.R")).unwrap(), "mine");
        assert!(out.join("wide.csv").exists());
        assert!(before.iter().all(|file| !out.join(file).exists()));
        assert_eq!(std::fs::read_dir(&folder.0).unwrap().count(), 1, "nothing is left beside it");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wave_that_the_study_does_not_have_is_named_and_nothing_is_written() {
    both(|db| async move {
        let (study, folder) = (with_anna(&db).await, Folder::new());
        let refused = try_take(&db, &study, request(&folder, &["autumn"]), noon()).await;
        assert!(matches!(refused, Err(ExportError::NoSuchWave(key)) if key == wave("autumn")));
        assert_eq!(std::fs::read_dir(&folder.0).unwrap().count(), 0);
    })
    .await;
}
