//! The widest vector instructions of the processor.

// What runs inside `with_vectors` must be compiled into it, for each kind of processor anew.
#![allow(clippy::inline_always)]

/// Does work with the widest vectors of the processor. The result is the same bits with any, if sums of floating-point
/// numbers have a fixed order.
///
/// Only what is inlined into `work` gets wide vectors, so all of it is `#[inline(always)]`, and it has loops instead of
/// closures, which may stay functions of their own.
#[inline(always)]
pub(crate) fn with_vectors<R>(work: impl FnOnce() -> R) -> R {
    #[cfg(any(target_arch = "x86", target_arch = "x86_64"))]
    if let Some(avx2) = avx2() {
        use fearless_simd::Simd as _;
        return avx2.vectorize(work);
    }
    work()
}

/// The widest vectors that there is code for, if the processor has them.
#[cfg(any(target_arch = "x86", target_arch = "x86_64"))]
#[inline]
pub(crate) fn avx2() -> Option<fearless_simd::Avx2> {
    #[cfg(fuzzing)]
    if HIDDEN.get() {
        return None;
    }
    fearless_simd::Level::new().as_avx2()
}

#[cfg(fuzzing)]
thread_local! {
    static HIDDEN: std::cell::Cell<bool> = const { std::cell::Cell::new(false) };
}

/// Does work as on a processor without AVX2, so that a fuzzer can compare the two.
#[cfg(fuzzing)]
pub fn without_avx2<R>(work: impl FnOnce() -> R) -> R {
    HIDDEN.set(true);
    let done = work();
    HIDDEN.set(false);
    done
}
