#[test]
fn load() {
    let text = std::fs::read_to_string(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../examples/study/study.toml"
    ))
    .unwrap();
    let f = surveys::authoring::File { name: "study.toml".into(), text };
    println!(
        "{:?}",
        surveys::study::Study::read(&f)
            .map_err(|f| f.to_string())
            .map(|s| (s.waves.len(), s.consent.date))
    );
}
