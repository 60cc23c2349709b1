//! Settings from a file, and over it from the environment, and over both from flags.

use crate::desk::Desk;

#[test]
fn a_setting_that_is_misspelt_is_refused_with_its_line() {
    let desk = Desk::empty("settings-unknown");
    desk.writes("settings.toml", "listen = \"127.0.0.1:3999\"\npublic_ur = \"https://x.org\"\n");

    let refused = desk.types("study list --config settings.toml");

    refused.refused_with("settings.toml:2:1: unknown field `public_ur`");
}

#[test]
fn links_begin_with_what_the_file_says_and_the_environment_wins_over_it() {
    let mut desk = Desk::with_people("settings-links");
    desk.writes("settings.toml", "public_url = \"https://file.example.org\"\n");
    let link =
        "link --config settings.toml --study bridgeway --participant EX-0001 --wave baseline";

    desk.types(link).done().says_also("https://file.example.org/r/");
    desk.sets("THROUGHLINE_PUBLIC_URL", "https://survey.example.org/");
    desk.types(link).done().says_also("https://survey.example.org/r/");
}

#[test]
fn an_invitation_begins_where_the_program_is_reached_and_says_so_where_that_is_guessed() {
    let mut desk = Desk::with_study("settings-invitation");
    let invite = "staff invite ada@example.org --role administrator";
    desk.writes("settings.toml", "listen = \"127.0.0.1:3055\"\n");

    let guessed = desk.types(invite);
    assert!(guessed.out.starts_with("http://127.0.0.1:3000/staff/invitation/"), "{guessed:?}");
    assert!(guessed.err.contains("set THROUGHLINE_PUBLIC_URL"), "{guessed:?}");
    let listens = desk.types(&format!("{invite} --config settings.toml"));
    assert!(listens.out.starts_with("http://127.0.0.1:3055/staff/invitation/"), "{listens:?}");
    desk.sets("THROUGHLINE_PUBLIC_URL", "https://survey.example.org");
    desk.types(invite).done().says_also("https://survey.example.org/staff/invitation/");
}

#[test]
fn the_folder_of_a_flag_wins_over_the_files() {
    let desk = Desk::with_study("settings-folder");
    desk.writes("settings.toml", "data_dir = \"elsewhere\"\n");

    desk.types("study list --config settings.toml").refused_with("no data in elsewhere");
    desk.types("study list --config settings.toml --data-dir throughline-data")
        .done()
        .says_also("bridgeway");
}

#[test]
fn a_value_that_cannot_be_used_is_refused_and_a_password_in_it_is_not_shown() {
    let check = |name, value, reason: &str| {
        let mut desk = Desk::empty("settings-value");
        desk.sets(name, value);
        let refused = desk.types("study list").refused_with(reason);
        assert!(!refused.err.contains("secret"), "{refused:?}");
    };
    check("THROUGHLINE_DATABASE_URL", "mysql://me:secret@db", "sqlite:// or postgres://");
    check("THROUGHLINE_PUBLIC_URL", "survey.example.org", "https://survey.example.org");
    check("THROUGHLINE_TRUSTED_PROXIES", "10.0.0.7, proxy", "“proxy” is no address; write it like");
    check(
        "THROUGHLINE_SMTP_URL",
        "smtp://me:secret@mail.example.org?tls=none",
        "this machine only",
    );
    check("THROUGHLINE_SMTP_URL", "mail://me:secret@mail.example.org", "write it like smtps://");
    check("THROUGHLINE_BOUNCE_ADDRESS", "bounce+x@example.org", "write it like bounce@example.org");
    check("THROUGHLINE_LOG", "loud", "it can be error, warn, info, debug");
}

#[test]
fn single_sign_on_that_cannot_work_is_refused_before_anybody_is_served() {
    let desk = Desk::with_study("settings-sign-on");
    let refused = |words: &str, reason: &str| {
        let text = format!("[single_sign_on]\nclient_id = \"throughline\"\n{words}\n");
        desk.writes("settings.toml", &text);
        let serve = "serve --listen 127.0.0.1:0 --config settings.toml";
        let refused = desk.types(serve).refused_with(reason);
        assert!(!refused.out.contains("Serving"), "{refused:?}");
    };
    refused("issuer = \"http://login.example.org\"", "write it like https://login.example.org");
    let secret = "issuer = \"https://login.example.org\"\nclient_secret_file = \"nowhere\"";
    refused(secret, "the secret of single sign-on cannot be read from nowhere");
    refused(
        "issuer = \"https://login.example.org\"\nlabel = \" \"",
        "single_sign_on.label is empty",
    );
    refused("issuer = \"https://login.example.org\"\nbutton = \"x\"", "unknown field `button`");
}
