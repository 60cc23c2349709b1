//! A survey as people read it on paper.

use surveys::questionnaire::plain;

#[test]
fn on_paper_a_hint_has_its_words_and_where_its_links_lead_and_no_marks() {
    assert_eq!(
        plain("**Include** casual work, see [our page](https://example.org/work)."),
        "Include casual work, see our page (https://example.org/work)."
    );
    assert_eq!(
        plain("Count:\n\n- pay\n- *tips*\n\n1. first\n2. second"),
        "Count:\n• pay\n• tips\n1. first\n2. second"
    );
    assert_eq!(plain("Call [116 123](tel:116123), any time"), "Call 116 123 (116123), any time");
    assert_eq!(plain("<https://example.org>"), "https://example.org");
    assert_eq!(
        plain("Less than 5 < 6 & more than <b>2</b>"),
        "Less than 5 < 6 & more than <b>2</b>"
    );
    assert_eq!(plain("For example, 27 3 1985"), "For example, 27 3 1985");
}
