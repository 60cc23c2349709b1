//! The demo.

use crate::desk::Desk;

/// What stands after a word at the beginning of a line.
fn line<'a>(out: &'a str, word: &str) -> &'a str {
    let mut lines = out.lines().filter_map(|line| line.strip_prefix(word));
    let found = lines.next().unwrap_or_else(|| panic!("no line begins with {word}: {out}"));
    assert_eq!(lines.next(), None, "{word} is there twice");
    found.trim()
}

fn shell(desk: &Desk, command: &str) -> bool {
    let mut shell = std::process::Command::new("sh");
    shell.arg("-c").arg(command).current_dir(desk.folder());
    shell.output().expect("a shell").status.success()
}

#[test]
fn the_demo_prints_a_link_and_two_commands_that_run_as_they_stand() {
    let desk = Desk::without_a_key("demo");

    let told = desk.types("demo --no-serve").done().out;

    assert!(line(&told, "Link:").starts_with("http://127.0.0.1:3000/r/"), "{told}");
    assert!(shell(&desk, line(&told, "Data:")), "{told}");
    assert!(shell(&desk, line(&told, "Export:")), "{told}");
    assert!(desk.has("throughline-demo/export/wide.csv"));
    assert!(shell(&desk, line(&told, "Export:")), "a second time: {told}");
}

#[test]
fn the_demo_uses_its_own_people_again() {
    let desk = Desk::empty("demo-again");
    let first = desk.types("demo --no-serve --participants 12 --seed 7").done().out;

    let again = desk.types("demo --no-serve").done().out;

    assert_eq!(first, again);
    desk.types("study list --data-dir throughline-demo").done().says_also("12 people");
    desk.types("demo --no-serve --participants 13").refused(
        "./throughline-demo holds the demo with --participants 12 --seed 7; ask for those, or name another folder with --data-dir",
    );
}

#[test]
fn the_demo_stays_out_of_a_folder_with_another_study() {
    let desk = Desk::empty("demo-other");
    desk.copies("study.toml");
    desk.writes("study.toml", desk.reads("study.toml").replace("\"bridgeway\"", "\"other\""));
    desk.types("study load study.toml").done();

    desk.types("demo --no-serve --data-dir throughline-data").refused(
        "throughline-data holds another study, other; name another folder with --data-dir",
    );
    desk.types("study list").done().says("other\tThe Bridgeway Study\t3 waves\t0 people");
}

#[test]
fn the_demo_invents_nobody_among_people_who_are_enrolled() {
    let desk = Desk::with_people("demo-people");

    desk.types("demo --no-serve --data-dir throughline-data").refused(
        "throughline-data holds people whom the demo did not invent; name another folder with --data-dir",
    );
    desk.types("study list").done().says_also("5 people");
    assert!(!desk.has("throughline-data/demo.toml"));
}

#[test]
fn links_of_the_demo_begin_with_the_public_url_when_there_is_one() {
    let mut desk = Desk::empty("demo-url");
    desk.sets("THROUGHLINE_PUBLIC_URL", "https://demo.example.org");

    let told = desk.types("demo --no-serve --participants 1").done().out;

    assert!(line(&told, "Link:").starts_with("https://demo.example.org/r/"), "{told}");
}
