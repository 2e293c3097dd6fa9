package io.quartermaster.bench.chunks;

import io.quartermaster.client.model.chunk.RangeChunkData;
import java.util.List;
import java.util.stream.IntStream;

/// The items of a run, numbered from 0: so many tables, each of as many pages as there are tables, each of so many
/// items. Immutable.
///
/// @param tables how many chunks the first layer makes, and the second of each of them
/// @param page how many items a chunk has
record Items(int tables, int page) {
    static final String TABLES = "tables";
    static final String PAGE = "page";

    int chunks() {
        return tables * tables;
    }

    int count() {
        return chunks() * page;
    }

    /// The chunks of one table.
    List<RangeChunkData> pages(int table) {
        return IntStream.range(0, tables)
                .map(number -> (table * tables + number) * page)
                .mapToObj(from ->
                        new RangeChunkData(String.valueOf(table), String.valueOf(from), String.valueOf(from + page)))
                .toList();
    }

    static List<Integer> of(RangeChunkData chunk) {
        return IntStream.range(Integer.parseInt(chunk.getStart()), Integer.parseInt(chunk.getEnd()))
                .boxed()
                .toList();
    }
}
