use super::*;

const THREE: Rate = Rate { at_once: 3, a_second: 0.5 };

fn three_of_each() -> Limits {
    Limits::new(Rates {
        address: THREE,
        link: THREE,
        account: THREE,
        sign_ins: THREE,
        codes: THREE,
        complaints: THREE,
        ..Rates::default()
    })
}

fn taken(counts: &Counts, key: u32, times: usize, seconds: u64) -> Vec<bool> {
    let now = counts.began + Duration::from_secs(seconds);
    (0..times).map(|_| counts.count(key, now).is_ok()).collect()
}

#[test]
fn three_at_once_are_taken_and_then_one_every_two_seconds() {
    let counts = Counts::new(THREE);

    assert_eq!(taken(&counts, 1, 5, 0), [true, true, true, false, false]);
    assert_eq!(taken(&counts, 1, 1, 1), [false]);
    assert_eq!(taken(&counts, 1, 2, 2), [true, false]);
    assert_eq!(taken(&counts, 1, 4, 60), [true, true, true, false]);
}

#[test]
fn how_long_to_wait_is_said_and_who_waits_so_long_is_taken() {
    let counts = Counts::new(THREE);
    taken(&counts, 1, 3, 0);

    let now = counts.began + Duration::from_millis(500);
    let wait = counts.count(1, now).expect_err("too early");

    assert_eq!(wait, Duration::from_millis(1500));
    assert!(counts.count(1, now + wait).is_ok());
}

#[test]
fn one_who_asks_too_often_keeps_nobody_else_waiting() {
    let counts = Counts::new(THREE);
    taken(&counts, 1, 100, 0);

    assert_eq!(taken(&counts, 2, 1, 0), [true]);
}

#[test]
fn a_crowd_takes_no_more_room_than_there_is_and_frees_nobody_who_was_stopped() {
    let counts = Counts::new(THREE);
    taken(&counts, 0, 4, 0);

    for key in 1..200_000 {
        assert!(taken(&counts, key, 1, 0)[0]);
    }

    let held = || counts.held.lock().expect("no panic").turns.len();
    assert_eq!(held(), ROOM);
    assert_eq!(taken(&counts, 0, 1, 0), [false]);
    assert_eq!(taken(&counts, 200_001, 4, 100), [true, true, true, false]);
    assert_eq!(held(), 1, "those whose turn came are gone");
}

#[test]
fn addresses_are_counted_by_neighbourhood_and_this_machine_is_not() {
    let limits = three_of_each();
    let now = Instant::now();
    let asks = |address: &str| {
        let address = address.parse().expect("an address");
        limits.count(Some(address), &Method::GET, "/r/X", now).is_ok()
    };

    assert!((0..3).all(|_| asks("203.0.113.9")));
    assert!(!asks("203.0.113.9") && asks("203.0.113.8"));
    assert!((0..3).all(|nth| asks(&format!("2001:db8::{nth}"))));
    assert!(!asks("2001:db8::ffff") && asks("2001:db8:0:1::1"));
    assert!((0..100).all(|_| asks("127.0.0.1")));
}

#[test]
fn passwords_of_one_address_are_counted_for_whomever_they_are() {
    let rates = Rates { sign_ins: THREE, ..Rates::default() };
    let (limits, now) = (Limits::new(rates), Instant::now());
    let gives = |address: &str, path| {
        let address = address.parse().expect("an address");
        limits.count(Some(address), &Method::POST, path, now).is_ok()
    };

    assert!((0..3).all(|_| gives("203.0.113.9", "/staff/sign-in")));
    assert!(!gives("203.0.113.9", "/staff/sign-in"));
    assert!(gives("203.0.113.9", "/staff/code") && gives("203.0.113.8", "/staff/sign-in"));
}

#[test]
fn posts_to_one_link_are_counted_and_looking_is_not() {
    let limits = three_of_each();
    let now = Instant::now();
    let posts = |path| limits.count(None, &Method::POST, path, now).is_ok();

    assert!(posts("/r/ANNA/q/dob") && posts("/r/ANNA/q/sex") && posts("/r/ANNA/check"));
    assert!(!posts("/r/ANNA/answers"));
    assert!(posts("/r/BEN/answers"));
    assert!(limits.count(None, &Method::GET, "/r/ANNA", now).is_ok());
}

#[test]
fn a_right_code_is_not_counted_and_wrong_ones_are_also_from_this_machine() {
    let limits = three_of_each();
    let (now, here) = (Instant::now(), "127.0.0.1".parse().expect("an address"));

    for _ in 0..10 {
        assert!(limits.count_code(here, now).is_ok());
        limits.code_was_right(here);
    }
    for _ in 0..3 {
        assert!(limits.count_code(here, now).is_ok());
    }
    assert!(limits.count_code(here, now).is_err());
}
