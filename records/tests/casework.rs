//! What staff do about participants, and about nobody else's. Ivy interviews, Sue supervises, Lee leads a
//! site; Anna takes part, and so does Ben.

mod databases;

mod study;

mod casework {
    mod desk;

    mod finding;

    mod calling_us;

    mod ringing_in;

    mod giving;

    mod numbers;

    mod recording;

    mod consenting;

    mod counting;

    mod refusing;

    mod call;

    mod interviewing;

    mod ending;

    mod together;
}
