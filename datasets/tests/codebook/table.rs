//! `codebook.csv`, in the columns that exports have had.

use datasets::{
    Code, Codebook, Kind, Label, Origin, Variable, Writer,
    codebook::table::{COLUMNS, Table},
    csv::Csv,
};

use super::{codebook, file, hard, hostile, name, wide};

fn rows(of: &Codebook) -> Vec<Vec<String>> {
    let table = Table::of(of, ".csv").expect("its columns have names");
    let mut out = Vec::new();
    let dataset = table.dataset().expect("a schema");
    let mut writer = Box::new(Csv::create(dataset, &mut out).expect("names"));
    table.rows().for_each(|row| writer.row(&row).expect("it fits"));
    writer.finish().expect("the end");
    let mut reader = ::csv::Reader::from_reader(out.as_slice());
    assert_eq!(reader.headers().expect("names"), COLUMNS.map(|(name, _)| name).as_slice());
    reader.records().map(|row| row.expect("a row").iter().map(str::to_owned).collect()).collect()
}

#[test]
fn a_variable_is_a_row_with_its_codes_and_the_missing_ones_behind() {
    let rows = rows(&codebook());
    let row = |name: &str| rows.iter().find(|row| row[1] == name).expect("a row").join("|");
    let missing = "-1=Not applicable (routed past); -2=Not asked in this version or mode; \
        -3=Not due or not invited; -4=Window closed without response; -5=Withdrawn before the wave; \
        -6=Left blank; -7=Not reached; -8=Don't know; -9=Prefer not to say";

    assert_eq!(rows.len(), 11);
    assert_eq!(row("row_key"), "wide.csv|row_key||Names the person|||word||");
    assert_eq!(row("w1_status"), "wide.csv|w1_status|w1|How the wave stands|||word|done=Sent|");
    assert_eq!(
        row("w1_works"),
        format!(
            "wide.csv|w1_works|w1|In paid work|Did you do any paid work last month?\nInclude odd jobs.|\
             Everybody aged 16 or over|code|1=Yes; 2=No; {missing}|Invented for this study; CC BY 4.0"
        )
    );
    let scale = format!(
        "wide.csv|w1_satisfied|w1|Satisfied|||scale|0=Not at all; 10=Completely; {missing}|"
    );
    assert_eq!(row("w1_satisfied"), scale);
    assert_eq!(
        row("w1_barrier_02"),
        "wide.csv|w1_barrier_02|w1|Travel|What is hard?||code|0=Not ticked; 1=Ticked; -8=Don't know|"
    );
    assert_eq!(row("hours"), format!("wide.csv|hours||'=Hours|||number|{missing}|"));
    assert_eq!(row("w2_born"), "wide.csv|w2_born|w2|w2_born|||date||");
    assert_eq!(row("w2_began"), "wide.csv|w2_began|w2|w2_began|||month||");
    assert_eq!(row("w2_sent_utc"), "wide.csv|w2_sent_utc|w2|w2_sent_utc|||time||");
    let arabic =
        format!("by_wave.csv|works|w0; w1|هل تعمل؟|هل تعمل (بأجر)؟||code|1=نعم; 2=لا; {missing}|");
    assert_eq!(row("works"), arabic);
}

#[test]
fn no_spreadsheet_runs_a_word_of_a_codebook() {
    for of in [hostile(), hard()] {
        let cells = rows(&of).into_iter().flat_map(|row| {
            let numbers = row[7].starts_with("-1=");
            row.into_iter().enumerate().filter(move |(column, _)| *column != 7 || !numbers)
        });
        let begun = cells.filter(|(_, cell)| cell.starts_with(['=', '+', '-', '@', '\t', '\r']));
        assert_eq!(begun.collect::<Vec<_>>(), []);
    }
}

/// A codebook of one variable.
fn of(variable: Variable) -> Codebook {
    let outline = datasets::Outline { variables: vec![variable], sets: Vec::new(), ..wide() };
    Codebook { files: vec![file(outline, None)], ..codebook() }
}

#[test]
fn options_that_only_an_earlier_version_had_are_in_labelled_files_and_not_in_the_table() {
    let kind = Kind::Whole { least: 1, most: 3 };
    let own = Variable::new(name("job"), "Job", kind).coded([(1, "Yes"), (2, "No"), (3, "Both")]);
    let origin = Origin { told: Some(2), ..Origin::default() };
    let own = Variable { origin, missing: Vec::new(), ..own };

    assert_eq!(rows(&of(own))[0][6..8], ["code", "1=Yes; 2=No"]);
}

#[test]
fn a_word_that_is_a_language_is_called_so_and_a_remark_stands_behind_the_label() {
    let own = Variable::new(name("lang_start"), "Language", Kind::TEXT);
    let origin = Origin {
        form: "language".to_owned(),
        remark: "By BCP 47".to_owned(),
        told: Some(0),
        ..Origin::default()
    };
    let labels = vec![Label { code: Code::Word("cy".to_owned()), text: "Welsh".to_owned() }];
    let rows = rows(&of(Variable { origin, labels, ..own }));

    assert_eq!(rows[0].join("|"), "wide.csv|lang_start||Language. By BCP 47|||language||");
}
