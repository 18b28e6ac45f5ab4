package org.zhengshu.tests.planted.tablescarrytheprefix.sharing.entity;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** Stores itself among another feature's tables. */
@Entity
@Table(name = "cat_stray")
class Stray {
    @Id Long id;
}
