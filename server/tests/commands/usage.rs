//! Words that make no command.

use crate::desk::Desk;

#[test]
fn a_word_that_is_no_command_ends_with_2_and_does_nothing() {
    let desk = Desk::empty("usage");

    for words in [
        "",
        "serv",
        "enrol people.csv",
        "link --study bridgeway --participant EX-0001",
        "link --study Bridgeway --participant EX-0001 --wave baseline",
        "export --study bridgeway --out out --format papyrus",
        "survey show baseline@first",
        "demo --participants 0",
        "demo --no-serve --listen 127.0.0.1:3000",
        "score phq9",
    ] {
        let outcome = desk.types(words);
        assert_eq!(outcome.code, 2, "{words}: {outcome:?}");
        assert_eq!(outcome.out, "", "{words}");
        assert!(outcome.err.contains("--help") || words.is_empty(), "{words}: {outcome:?}");
    }
    assert!(!desk.has("throughline-data"));
    assert!(!desk.has("throughline-demo"));
}

#[test]
fn somebody_in_the_wrong_folder_is_told_so_and_no_database_is_made_there() {
    let desk = Desk::empty("wrong-folder");

    desk.types("study list").refused(
        "there are no data in ./throughline-data; name their folder with --data-dir, or begin with `throughline study load FILE`",
    );

    assert!(!desk.has("throughline-data"));
}

#[test]
fn the_schema_is_made_once_and_then_left_alone() {
    let desk = Desk::empty("migrate");

    let made = desk.types("migrate --data-dir here").done();
    assert!(made.out.starts_with("The database is up to date: "), "{made:?}");
    desk.types("migrate --data-dir here").done().says("The database is up to date already.");
    assert!(desk.has("here/throughline.db"));
}

#[test]
fn whoever_reads_the_readme_finds_every_command() {
    let readme = include_str!("../../../README.md");
    let told = Desk::empty("help").types("help").done().out;

    let listed = told.lines().skip_while(|line| *line != "Commands:").skip(1);
    let commands: Vec<_> = listed
        .take_while(|line| line.starts_with("  "))
        .filter_map(|line| line.split_whitespace().next())
        .filter(|name| *name != "help")
        .collect();
    assert!(commands.len() > 20, "{told}");
    for command in commands {
        let is_named =
            [" ", "\n"].iter().any(|end| readme.contains(&format!("\nthroughline {command}{end}")));
        assert!(is_named, "{command}");
    }
}
