package io.quartermaster.client.work;

import io.quartermaster.client.wire.WireChunkData;
import java.util.ArrayList;
import java.util.List;

/// Items on their way from the machine that read them to one that processes them, with the chunk they were read from,
/// since whoever processes them is told of it. As text: one line for the chunk's type, one for its text, one for each
/// item. Immutable.
///
/// @param items as the handler encoded them; never empty
record ItemBatch(WireChunkData origin, List<String> items) {
    /// The type of chunk data under which they travel.
    static final String TYPE = "items";

    private static final int HEAD = 2;

    ItemBatch {
        items = List.copyOf(items);
    }

    WireChunkData toWire() {
        List<String> lines = new ArrayList<>();
        lines.add(escaped(origin.getType()));
        lines.add(escaped(origin.getText()));
        items.forEach(item -> lines.add(escaped(item)));
        return WireChunkData.newBuilder()
                .setType(TYPE)
                .setText(String.join("\n", lines))
                .build();
    }

    /// @throws IllegalArgumentException when it is no batch
    static ItemBatch of(WireChunkData wire) {
        List<String> lines = List.of(wire.getText().split("\n", -1));
        if (!wire.getType().equals(TYPE) || lines.size() <= HEAD) {
            throw new IllegalArgumentException("chunk data of type '" + wire.getType() + "' is no batch of items");
        }
        WireChunkData origin = WireChunkData.newBuilder()
                .setType(plain(lines.get(0)))
                .setText(plain(lines.get(1)))
                .build();
        return new ItemBatch(
                origin,
                lines.subList(HEAD, lines.size()).stream().map(ItemBatch::plain).toList());
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("\n", "\\n");
    }

    private static String plain(String line) {
        if (line.indexOf('\\') < 0) {
            return line;
        }
        StringBuilder text = new StringBuilder(line.length());
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '\\' && i + 1 < line.length()) {
                char next = line.charAt(++i);
                text.append(next == 'n' ? '\n' : next);
            } else {
                text.append(c);
            }
        }
        return text.toString();
    }
}
