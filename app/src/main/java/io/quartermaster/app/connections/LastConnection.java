package io.quartermaster.app.connections;

import io.quartermaster.app.platform.Desk;
import java.util.List;
import java.util.Optional;

/// Opens at start what was open at the end: the remembered profile, else the embedded engine. FX thread only.
public final class LastConnection {
    private static final String NOTE = "connections.last";
    private static final String INSTANCE_NOTE = "connections.instance.";

    private final Desk desk;
    private final ProfileStore profiles;
    private final SecretStore secrets;
    private final ConnectionOpener opener;

    private record Remembered(ConnectionProfile profile, String password) {}

    public LastConnection(Desk desk, ProfileStore profiles, SecretStore secrets, ConnectionOpener opener) {
        this.desk = desk;
        this.profiles = profiles;
        this.secrets = secrets;
        this.opener = opener;
    }

    /// Reopens, and remembers from now on what is opened.
    public void open(ActiveConnection active) {
        ConnectionProfile embedded = ConnectionProfile.embedded(desk.texts().get("connections.embedded.name"));
        String last = desk.state().note(NOTE, embedded.id());
        active.profileProperty().subscribe((before, now) -> {
            if (now != null) {
                desk.state().remember(NOTE, now.id());
            }
        });
        active.instanceProperty().subscribe((before, now) -> {
            ConnectionProfile profile = active.profileProperty().get();
            if (profile != null && !now.isEmpty()) {
                desk.state().remember(INSTANCE_NOTE + profile.id(), now);
            }
        });
        if (last.equals(embedded.id())) {
            opener.open(withInstance(embedded), "");
            return;
        }
        desk.tasks()
                .quietly(desk.texts().live("connections.task.load"), () -> remembered(last))
                .onDone(found -> {
                    ConnectionProfile profile = found.map(Remembered::profile).orElse(embedded);
                    opener.open(
                            withInstance(profile),
                            found.map(Remembered::password).orElse(""));
                });
    }

    private ConnectionProfile withInstance(ConnectionProfile profile) {
        String instance = desk.state().note(INSTANCE_NOTE + profile.id(), "");
        return instance.isEmpty() ? profile : profile.withLastInstance(instance);
    }

    private Optional<Remembered> remembered(String id) {
        List<ConnectionProfile> all = profiles.load();
        return all.stream()
                .filter(profile -> profile.id().equals(id))
                .findFirst()
                .map(profile -> new Remembered(profile, secrets.read(id).orElse("")));
    }
}
