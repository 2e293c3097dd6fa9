package io.quartermaster.app.zones;

import java.util.List;

/// A zone and what is there. Immutable.
///
/// @param known        whether a server or client names it; false when only a row does
/// @param servers      of the whole database, alive or not
/// @param live         those with a valid lease
/// @param clients      connected clients of the instance
/// @param applications the names those clients gave
record Cell(String zone, boolean known, int servers, int live, int clients, List<String> applications) {
    Cell {
        applications = List.copyOf(applications);
    }
}
