//! What people answer to a text.

use surveys::replies::Reply;

#[test]
fn whoever_wants_no_more_may_say_so_in_six_words_however_they_write_them() {
    for words in [
        "STOP",
        "stop",
        " Stop.",
        "“Stop”",
        "STOPALL",
        "Unsubscribe please",
        "END",
        "quit!",
        "Cancel",
        "stop texting me",
        "\nSTOP\n",
        "Stop, thank you",
    ] {
        assert_eq!(Reply::of(words), Reply::Stop, "{words}");
    }
}

#[test]
fn only_the_first_word_counts() {
    for words in ["please stop", "Don't stop", "stopped", "", "😀", "weekend", "callous", "restart"]
    {
        assert_eq!(Reply::of(words), Reply::Other, "{words}");
    }
    assert_eq!(Reply::of("Start"), Reply::Start);
    assert_eq!(Reply::of("CALL me after 5"), Reply::Call);
}
