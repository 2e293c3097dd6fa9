package io.quartermaster.app.topologies;

/// Why a pair of gateways cannot be put around a selection. The texts know each by its name.
enum WrapRefusal {
    NOTHING,
    ENDS,
    HALF,
    APART,
    THREE
}
