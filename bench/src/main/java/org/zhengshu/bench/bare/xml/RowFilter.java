package org.zhengshu.bench.bare.xml;

import jakarta.xml.bind.annotation.XmlType;

/** The one condition. */
@XmlType(propOrder = {"item", "operator", "value"})
public class RowFilter {
    public String item;
    public String operator;
    public String value;
}
