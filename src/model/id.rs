//! Dense indexes into a report's tables.

use serde::{Deserialize, Serialize};

macro_rules! dense_id {
    ($(#[$meta:meta])* $name:ident, $table:literal) => {
        $(#[$meta])*
        ///
        /// Serialised as a plain number.
        ///
        /// ```
        #[doc = concat!("use ascribe::", stringify!($name), ";")]
        ///
        #[doc = concat!("assert_eq!(", stringify!($name), "::new(3).index(), 3);")]
        /// ```
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[serde(transparent)]
        pub struct $name(u32);

        impl $name {
            #[doc = concat!("The id of the row with this index in [`Report::", $table, "`](crate::Report::", $table, ").")]
            #[must_use]
            pub const fn new(index: u32) -> Self {
                $name(index)
            }

            #[doc = concat!("The index into [`Report::", $table, "`](crate::Report::", $table, ").")]
            #[must_use]
            pub const fn index(self) -> usize {
                self.0 as usize
            }

            /// The id of the row at `index`. Tables do not have 2^32 rows: they would not fit into memory.
            pub(crate) fn at(index: usize) -> Self {
                $name(u32::try_from(index).unwrap_or(u32::MAX))
            }
        }
    };
}

dense_id! {
    /// The index of an [`Actor`](crate::Actor) in its report.
    ActorId, "actors"
}
dense_id! {
    /// The index of a [`Source`](crate::Source) in its report.
    SourceId, "sources"
}
dense_id! {
    /// The index of a [`Claim`](crate::Claim) in its report.
    ClaimId, "claims"
}
dense_id! {
    /// The index of an [`Event`](crate::Event) in its report.
    EventId, "events"
}
