//! The eight routing cases that any change to the surveys has to keep.

use super::{
    check,
    phone::{baseline, exit_in_work, four_months},
};

#[test]
fn an_employee_is_asked_about_the_job_and_not_about_looking_for_one() {
    check(
        baseline(),
        "to end empact=1 jobstat=1 hours=37.5
         ? empact hours d_hoursb payamt payper d_paywk notemp lookwk jse_a expwork d_ilo d_cohort emp_unknown",
        "empact=1 hours=37.5 d_hoursb=3 payamt=300 payper=2 d_paywk=300 notemp=-1 lookwk=-1 jse_a=-1 expwork=-1 d_ilo=1 d_cohort=2 emp_unknown=0",
    );
}

#[test]
fn someone_out_of_work_who_looks_and_is_available_is_unemployed() {
    check(
        baseline(),
        "to end empact=6 lookwk=1 avail=1 waitjob=2
         ? notemp hours payamt payper d_paywk jse_a jse_mean d_ilo d_cohort",
        "notemp=1 hours=-1 payamt=-1 payper=-1 d_paywk=0 jse_a=5 jse_mean=5 d_ilo=2 d_cohort=1",
    );
}

#[test]
fn someone_long_term_sick_who_does_not_look_is_inactive() {
    check(
        four_months(),
        "to end empact=6 notemp=4 lookwk=2 avail=2 waitjob=2 worksince=2
         ? notemp jobsrch napps weekswk d_ilo d_wk13",
        "notemp=4 jobsrch=-1 napps=-1 weekswk=-1 d_ilo=3 d_wk13=0",
    );
}

#[test]
fn someone_who_waits_for_a_job_already_accepted_is_unemployed() {
    check(
        baseline(),
        "to end empact=6 lookwk=2 avail=1 waitjob=1
         ? d_ilo",
        "d_ilo=2",
    );
}

#[test]
fn working_and_none_of_these_are_refused_together_and_neither_is_kept() {
    check(
        baseline(),
        "to empact
         empact: empact=1&empact=6
         ? empact
         empact: empact=1
         ? empact",
        "empact: empact Exclusive(None of these apply)
         empact=-6
         empact -> jobstat
         empact=1",
    );
}

#[test]
fn preferring_not_to_say_about_work_closes_every_question_on_work() {
    check(
        four_months(),
        "to end empact=-9
         ? empact notemp lookwk avail waitjob worksince samejob jobstat hours contract payamt payper
         ? sickdays jobstart weekswk jobsat retain empadj jobsrch napps jse_a expwork
         ? emp_unknown d_ilo d_wk13 barrier",
        "empact=-9 notemp=-1 lookwk=-1 avail=-1 waitjob=-1 worksince=-1 samejob=-1 jobstat=-1 hours=-1 contract=-1 payamt=-1 payper=-1
         sickdays=-1 jobstart=-1 weekswk=-1 jobsat=-1 retain=-1 empadj=-1 jobsrch=-1 napps=-1 jse_a=-1 expwork=-1
         emp_unknown=1 d_ilo=-8 d_wk13=-9 barrier=1",
    );
}

#[test]
fn hours_given_before_the_job_was_taken_back_are_not_exported() {
    check(
        baseline(),
        "to sickdays empact=1 hours=30
         empact: empact=6
         to end
         ? empact hours d_hoursb payamt",
        "empact -> notemp
         empact=6 hours=-1 d_hoursb=-1 payamt=-1",
    );
}

#[test]
fn nobody_else_is_asked_how_the_participant_feels() {
    check(
        baseline().by_proxy(),
        "to end
         ? satis worth happy anxious loncomp lonout lonisol lonely ucla3_tot genhlth ck4",
        "satis=-1 worth=-1 happy=-1 anxious=-1 loncomp=-1 lonout=-1 lonisol=-1 lonely=-1 ucla3_tot=-1 genhlth=1 ck4=0",
    );
}

#[test]
fn nobody_else_is_asked_what_only_the_participant_can_judge_or_told_what_they_answered_before() {
    check(
        exit_in_work().by_proxy(),
        "to end empact=1
         ? samejob jobstart jobsat retain barrier finman supany supsat supuse voucher genhlth",
        "samejob=-1 jobstart=2026-04 jobsat=-1 retain=-1 barrier=-1 finman=-1 supany=1 supsat=-1 supuse=-1 voucher=-1 genhlth=1",
    );
    check(four_months().by_proxy(), "to end empact=6\n? jse_a expwork", "jse_a=-1 expwork=-1");
}

#[test]
fn the_confidence_grid_follows_where_people_started_and_not_where_they_are() {
    check(four_months(), "to end empact=1\n? jse_a", "jse_a=5");
    check(exit_in_work(), "to end empact=6\n? jse_a expwork", "jse_a=-1 expwork=5");
}

#[test]
fn the_same_job_is_asked_about_only_where_there_was_one() {
    check(four_months(), "to end empact=1\n? samejob jobstart", "samejob=-1 jobstart=2026-04");
    check(exit_in_work(), "to end empact=1\n? samejob", "samejob=1");
}

#[test]
fn what_the_known_answers_settle_is_not_left_open_by_the_others() {
    check(baseline(), "to end empact=6 avail=2 lookwk=-8 waitjob=-8\n? d_ilo", "d_ilo=3");
    check(baseline(), "to end empact=6 avail=-8 lookwk=2 waitjob=2\n? d_ilo", "d_ilo=3");
    check(baseline(), "to end empact=6 avail=-8 lookwk=1\n? d_ilo", "d_ilo=-8");
}

#[test]
fn disability_is_said_to_be_absent_only_where_an_answer_says_so() {
    check(baseline(), "to end llcond=1 llreduce=2\n? d_disab", "d_disab=1");
    check(baseline(), "to end llcond=1 llreduce=3\n? d_disab", "d_disab=0");
    check(baseline(), "to end llcond=2\n? llreduce d_disab", "llreduce=-1 d_disab=0");
    check(baseline(), "to end llcond=-9\n? llreduce d_disab", "llreduce=-1 d_disab=-9");
    check(baseline(), "to end llcond=1 llreduce=-8\n? d_disab", "d_disab=-8");
    check(four_months(), "to end llreduce=1\n? d_disab", "d_disab=1");
}

#[test]
fn thirteen_weeks_of_work_are_counted_from_thirteen() {
    check(four_months(), "to end empact=1 weekswk=13\n? d_wk13", "d_wk13=1");
    check(four_months(), "to end empact=1 weekswk=12\n? d_wk13", "d_wk13=0");
    check(four_months(), "to end empact=1 weekswk=-8\n? d_wk13", "d_wk13=-8");
    check(four_months(), "to end empact=6 worksince=-9\n? weekswk d_wk13", "weekswk=-1 d_wk13=-9");
}

#[test]
fn more_weeks_of_work_than_have_passed_are_refused() {
    check(
        four_months(),
        "to weekswk empact=1
         weekswk: weekswk=20
         weekswk: weekswk=19",
        "weekswk: weekswk OutOfRange { least: 0.0, most: 19.0 }
         weekswk -> jobsat",
    );
    check(
        exit_in_work(),
        "to weekswk\nweekswk: weekswk=54",
        "weekswk: weekswk OutOfRange { least: 0.0, most: 53.0 }",
    );
}

#[test]
fn not_knowing_about_a_degree_still_leads_to_the_other_qualifications() {
    check(baseline(), "to end qualdeg=-8 qualhi=2\n? qualhi d_qual", "qualhi=2 d_qual=3");
    check(baseline(), "to end qualdeg=1\n? qualhi d_qual", "qualhi=-1 d_qual=1");
}

#[test]
fn whoever_never_met_the_specialist_is_not_asked_what_they_did_together() {
    check(four_months(), "to end supfreq=5\n? supfreq supact", "supfreq=5 supact=-1");
    check(four_months(), "to end supfreq=-8\n? supfreq supact", "supfreq=-8 supact=1");
}
