package io.quartermaster.app.connections;

import io.quartermaster.app.platform.AtomicFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// The connection profiles in one JSON file, written whole or not at all. Holds no password. Thread-safe; does I/O,
/// so not on the FX thread.
public final class ProfileStore {
    private static final System.Logger LOG = System.getLogger(ProfileStore.class.getName());
    /// Loaded when a file is first read or written, which is after the first frame.
    private static final class Json {
        static final JsonMapper MAPPER =
                JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    }

    private record Content(int version, List<ConnectionProfile> profiles) {}

    private final Path file;

    public ProfileStore(Path file) {
        this.file = file;
    }

    /// The saved profiles in the order of saving. A file nobody can read is set aside as `*.broken`.
    public synchronized List<ConnectionProfile> load() {
        byte[] bytes = AtomicFile.readOrEmpty(file);
        if (bytes.length == 0) {
            return List.of();
        }
        try {
            return List.copyOf(Json.MAPPER.readValue(bytes, Content.class).profiles());
        } catch (JacksonException | NullPointerException e) {
            // a null list or entry is the same thing to us: not a file we wrote
            LOG.log(System.Logger.Level.WARNING, "cannot read " + file + ", set aside; starting without profiles", e);
            AtomicFile.setAside(file);
            return List.of();
        }
    }

    /// Puts the profile in the place of the one with its id, or at the end.
    public synchronized void save(ConnectionProfile profile) {
        List<ConnectionProfile> profiles = new ArrayList<>(load());
        int at = profiles.stream().map(ConnectionProfile::id).toList().indexOf(profile.id());
        if (at < 0) {
            profiles.add(profile);
        } else {
            profiles.set(at, profile);
        }
        write(profiles);
    }

    public synchronized void delete(String id) {
        List<ConnectionProfile> profiles = new ArrayList<>(load());
        profiles.removeIf(profile -> profile.id().equals(id));
        write(profiles);
    }

    private void write(List<ConnectionProfile> profiles) {
        AtomicFile.write(file, Json.MAPPER.writeValueAsBytes(new Content(1, profiles)));
    }
}
