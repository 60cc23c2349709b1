//! Releases of invented people at the command line, and what an analyst's program finds in them.

use std::process::Command;

use crate::desk::{Desk, repository};

const DUMMY: &str = "release --dummy --study bridgeway --seed 1";

#[test]
fn a_whole_release_is_written_before_the_first_participant() {
    let desk = Desk::with_study("release-whole");

    let told = desk.types(&format!("{DUMMY} --participants 20 --format csv,sav --out out")).done();

    let last = told.out.lines().find(|line| line.ends_with("none of them exists"));
    assert!(last.is_some(), "{told:?}");
    for file in ["participants", "wide", "long", "paradata", "calls", "pages"] {
        assert!(desk.has(&format!("out/{file}.csv")), "{file}");
        assert!(desk.has(&format!("out/{file}.sav")), "{file}");
    }
    assert!(desk.reads("out/INVENTED-PEOPLE.txt").starts_with("INVENTED PEOPLE\n"));
    assert!(desk.reads("out/manifest.json").starts_with("{\n  \"dummy\": true,\n  \"seed\": 1,\n"));
    let keys = desk.reads("out/wide.csv");
    assert!(keys.lines().skip(1).all(|line| line.starts_with("FAKEFAKE")), "{keys}");
    desk.types("cut list --study bridgeway").done().says("No cut was made yet.");
    let nobody = "bridgeway\tThe Bridgeway Study\t3 waves\t0 people";
    desk.types("study list").done().says(nobody);
    desk.types("audit list --action dummy").done().says_also("dummy release written");
}

#[test]
fn a_real_release_and_a_folder_in_use_are_refused() {
    let desk = Desk::with_study("release-refused");
    desk.writes("full/notes.txt", "mine");

    desk.types("release --study bridgeway --out out").refused(
        "a real release is made with `throughline cut make`; say --dummy for one of invented people",
    );
    desk.types(&format!("{DUMMY} --participants 5 --out full"))
        .refused_with("is not empty; name another");
    let unknown = format!("{DUMMY} --participants 5 --out out --effect w1_satisfied=1");
    desk.types(&unknown).refused("w1_satisfied: wide.csv has no such column in this release");
    let no_number = desk.types(&format!("{DUMMY} --out out --effect w1_satis=much"));

    assert_eq!(no_number.code, 2, "{no_number:?}");
    assert!(!desk.has("out"));
}

/// The difference of the arms and both ends of its interval, as the analyst's script tells them.
fn estimated(desk: &Desk, folder: &str, variable: &str) -> [f64; 3] {
    let script = repository().join("examples/analysis/effect.R");
    let mut program = Command::new("Rscript");
    let wide = desk.folder().join(folder).join("wide.csv");
    program.arg("--vanilla").arg(script).arg(wide).args([variable, "arm", "T", "C"]);
    let output = program.output().expect("R is there; `cargo xtask setup` brings it");
    let told = String::from_utf8(output.stdout).expect("text");
    assert!(output.status.success(), "{told}{}", String::from_utf8_lossy(&output.stderr));
    let line = told.lines().last().unwrap_or_default();
    let words = line.split([' ', ',']).filter_map(|word| word.parse::<f64>().ok());
    // 95 stands between them, and says how wide the interval is.
    let numbers: Vec<_> = words.filter(|number| (number - 95.0).abs() > 1e-9).collect();
    numbers.try_into().unwrap_or_else(|_| panic!("{told}"))
}

/// Of 400 people some 240 answer the second wave, half of them in each arm. Their satisfaction has a standard deviation of
/// about 2.2, so that half of an interval is about 0.6; that of a proportion about 0.12. The effects are twice that, so that
/// an interval has room for the effect or for none, and not for both. Without an effect the arms of this seed differ by less
/// than one standard error, with it by as much beside SIZE: the files are the same whenever they are made, and so is the luck.
#[test]
fn an_analysts_program_finds_what_was_planted_and_nothing_where_nothing_was() {
    let desk = Desk::with_study("release-effect");
    let dummy = format!("{DUMMY} --participants 400 --waves baseline,four-month");
    let planted = [("w1_satis", -1.2), ("w1_empact_01", 0.25)];
    let effects = planted.map(|(variable, size)| format!("--effect {variable}={size}")).join(" ");

    desk.types(&format!("{dummy} --out without")).done();
    desk.types(&format!("{dummy} --out with {effects}")).done();

    for (variable, size) in planted {
        let [none, low, high] = estimated(&desk, "without", variable);
        assert!(low < 0.0 && 0.0 < high, "{variable}: {none} from {low} to {high}");
        let [found, from, to] = estimated(&desk, "with", variable);
        assert!(from < size && size < to, "{variable}: {found} from {from} to {to}");
        assert!(from > 0.0 || to < 0.0, "{variable}: {found} from {from} to {to}");
        // Beside the luck of these people it is what was asked for, to the nearest answer.
        assert!((found - none - size).abs() < 0.01, "{variable}: {found} less {none}");
    }
}
