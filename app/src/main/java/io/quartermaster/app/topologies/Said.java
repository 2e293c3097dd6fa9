package io.quartermaster.app.topologies;

import io.quartermaster.app.platform.Texts;

/// Something to be said in the language of whoever reads it: a text's key and what is set into it. Immutable.
record Said(String key, java.util.List<String> args) {
    static Said of(String key, Object... args) {
        return new Said(key, java.util.Arrays.stream(args).map(String::valueOf).toList());
    }

    String in(Texts texts) {
        return texts.get(key, args.toArray());
    }
}
