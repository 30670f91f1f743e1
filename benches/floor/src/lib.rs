//! Handbooks of any size to measure with. The program `generate` writes one; `floor` builds one with the least that must be done.

pub mod handbook;
