package io.quartermaster.app.cluster;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// One server in the table: the same object as long as it is shown, changed in place. FX thread only.
final class MemberRow {
    private final String id;
    private final ReadOnlyObjectWrapper<Member> member;

    MemberRow(Member member) {
        this.id = member.id();
        this.member = new ReadOnlyObjectWrapper<>(this, "member", member);
    }

    String id() {
        return id;
    }

    Member member() {
        return member.get();
    }

    ReadOnlyObjectProperty<Member> memberProperty() {
        return member.getReadOnlyProperty();
    }

    void show(Member now) {
        member.set(now);
    }
}
