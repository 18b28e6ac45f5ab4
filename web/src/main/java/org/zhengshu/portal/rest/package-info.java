/** The portal (门户): here the contract of the REST resources, read off them when the build runs. */
package org.zhengshu.portal.rest;
