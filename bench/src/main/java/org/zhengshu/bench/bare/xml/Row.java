package org.zhengshu.bench.bare.xml;

import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlType;
import jakarta.xml.bind.annotation.XmlValue;
import java.util.ArrayList;
import java.util.List;

/** One row: named values. */
public class Row {
    public List<Cell> value = new ArrayList<>();

    /** A named value. */
    @XmlType(name = "Cell")
    public static class Cell {
        @XmlAttribute public String name;
        @XmlValue public String text;
    }

    /** From names and values in turn. */
    public static Row of(String... all) {
        Row row = new Row();
        for (int i = 0; i < all.length; i += 2) {
            Cell cell = new Cell();
            cell.name = all[i];
            cell.text = all[i + 1];
            row.value.add(cell);
        }
        return row;
    }
}
