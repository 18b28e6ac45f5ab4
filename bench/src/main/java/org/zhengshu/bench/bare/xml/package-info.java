/** The message of the exchange as JAXB classes. */
@XmlSchema(
        namespace = "urn:zhengshu:exchange:1",
        elementFormDefault = XmlNsForm.QUALIFIED,
        xmlns = @XmlNs(prefix = "", namespaceURI = "urn:zhengshu:exchange:1"))
@XmlAccessorType(XmlAccessType.FIELD)
package org.zhengshu.bench.bare.xml;

import jakarta.xml.bind.annotation.XmlAccessType;
import jakarta.xml.bind.annotation.XmlAccessorType;
import jakarta.xml.bind.annotation.XmlNs;
import jakarta.xml.bind.annotation.XmlNsForm;
import jakarta.xml.bind.annotation.XmlSchema;
