//! How people read what they are asked, and what they answered before they send it.

use crate::{check, phone::baseline};

#[test]
fn answers_are_read_back_in_whole_words() {
    check(
        baseline(),
        "to payamt empact=1 hours=1
         payamt: payamt=1310&payper=5
         to loneliness sickdays=12
         read hours
         read payamt
         read sickdays
         read satis",
        "payamt -> sickdays
         In your main job, how many hours a week do you usually work? 1 hour a week
         What is your usual take-home pay from your main job, after tax and other deductions? £1,310 a month
         In the last 28 days, how many days have you spent off work for any personal health reasons? 12 days
         Overall, how satisfied are you with your life nowadays? 5 out of 10",
    );
}

#[test]
fn pennies_are_read_back_where_there_are_any() {
    check(
        baseline(),
        "to payamt empact=1
         payamt: payamt=9.5&payper=1
         read payamt",
        "payamt -> sickdays
         What is your usual take-home pay from your main job, after tax and other deductions? £9.50 an hour",
    );
}

#[test]
fn an_answer_that_would_not_read_on_is_said_otherwise_in_a_later_question() {
    check(
        baseline(),
        "to tenure ethgrp=2
         read ethgrp
         read ethdet",
        "What is your ethnic group? Mixed or Multiple ethnic groups
         Which one best describes your Mixed or Multiple ethnic group or background? White and Black Caribbean",
    );
}
